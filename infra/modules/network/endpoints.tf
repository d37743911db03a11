locals {
  # What a worker calls, and what Fargate calls for it. Task protection goes through the ECS agent, outside of the VPC.
  worker_services = ["ecr.api", "ecr.dkr", "logs", "sns", "sqs"]

  interface_services = toset(local.created == 0 ? [] : concat(
    var.egress == "interface-endpoints" ? local.worker_services : [],
    tolist(var.additional_interface_endpoints),
  ))
  service_prefix = "com.amazonaws.${data.aws_region.current.id}"

  # Credentials of another account are of no use here, so data can't be carried off into a bucket or queue elsewhere.
  only_this_account = {
    Sid       = "OnlyThisAccount"
    Effect    = "Allow"
    Principal = "*"
    Action    = "*"
    Resource  = "*"
    Condition = { StringEquals = { "aws:PrincipalAccount" = data.aws_caller_identity.current.account_id } }
  }

  # ECR keeps the layers of images in a bucket of its own, and hands out presigned URLs to them.
  image_layers = {
    Sid       = "ImageLayers"
    Effect    = "Allow"
    Principal = "*"
    Action    = "s3:GetObject"
    Resource  = "arn:${data.aws_partition.current.partition}:s3:::prod-${data.aws_region.current.id}-starport-layer-bucket/*"
  }
}

# Free, and the bulk of the traffic: payloads, image layers and the table of jobs never pay for NAT.
resource "aws_vpc_endpoint" "s3" {
  count = local.created

  vpc_id            = aws_vpc.this[0].id
  service_name      = "${local.service_prefix}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [for zone in local.zones : aws_route_table.private[zone].id]
  policy            = jsonencode({ Version = "2012-10-17", Statement = [local.only_this_account, local.image_layers] })

  tags = { Name = "${var.name_prefix}-s3" }
}

resource "aws_vpc_endpoint" "dynamodb" {
  count = local.created

  vpc_id            = aws_vpc.this[0].id
  service_name      = "${local.service_prefix}.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [for zone in local.zones : aws_route_table.private[zone].id]
  policy            = jsonencode({ Version = "2012-10-17", Statement = [local.only_this_account] })

  tags = { Name = "${var.name_prefix}-dynamodb" }
}

resource "aws_vpc_endpoint" "interface" {
  for_each = local.interface_services

  vpc_id              = aws_vpc.this[0].id
  service_name        = "${local.service_prefix}.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = local.private_subnet_ids
  security_group_ids  = [aws_security_group.endpoints[0].id]
  policy              = jsonencode({ Version = "2012-10-17", Statement = [local.only_this_account] })

  tags = { Name = "${var.name_prefix}-${each.key}" }
}
