# Workers ask, nobody asks them.
resource "aws_security_group" "workers" {
  name        = "${var.name_prefix}-workers"
  description = "Workers: no way in, HTTPS out"
  vpc_id      = local.vpc_id

  tags = { Name = "${var.name_prefix}-workers" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "workers_https" {
  security_group_id = aws_security_group.workers.id
  description       = "AWS APIs; where there is NAT, anything that speaks HTTPS"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_security_group" "endpoints" {
  count = length(local.interface_services) > 0 ? 1 : 0

  name        = "${var.name_prefix}-endpoints"
  description = "Interface endpoints: HTTPS from workers"
  vpc_id      = local.vpc_id

  tags = { Name = "${var.name_prefix}-endpoints" }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_https" {
  count = length(local.interface_services) > 0 ? 1 : 0

  security_group_id            = aws_security_group.endpoints[0].id
  description                  = "Workers"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  referenced_security_group_id = aws_security_group.workers.id
}

# Whatever is started without a security group gets this one; it allows nothing.
resource "aws_default_security_group" "closed" {
  count = local.created

  vpc_id = aws_vpc.this[0].id

  tags = { Name = "${var.name_prefix}-closed" }
}
