# Private subnets for the workers. Nothing on the internet can reach them; how they reach AWS is `egress`.
locals {
  created = var.vpc == null ? 1 : 0

  # In the order of their names, so that a zone keeps its subnet when another is added at the end.
  zones = slice(
    sort(data.aws_availability_zones.usable.names), 0,
    min(var.availability_zone_count, length(data.aws_availability_zones.usable.names)),
  )
  zone_numbers = local.created == 1 ? { for number, zone in local.zones : zone => number } : {}

  vpc_id             = local.created == 1 ? aws_vpc.this[0].id : var.vpc.vpc_id
  private_subnet_ids = local.created == 1 ? [for zone in local.zones : aws_subnet.private[zone].id] : var.vpc.private_subnet_ids
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

# Local zones and the like have to be opted into, and have no Fargate.
data "aws_availability_zones" "usable" {
  state = "available"

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

resource "aws_vpc" "this" {
  count = local.created

  cidr_block = var.cidr_block

  # Interface endpoints answer under the services' own names, which takes both.
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = var.name_prefix }

  lifecycle {
    precondition {
      condition     = length(local.zones) == var.availability_zone_count
      error_message = "This region has only ${length(local.zones)} availability zones: lower availability_zone_count."
    }
  }
}

# Of the sixteen parts of the network, the first eight are private and the others public.
resource "aws_subnet" "private" {
  for_each = local.zone_numbers

  vpc_id            = aws_vpc.this[0].id
  availability_zone = each.key
  cidr_block        = cidrsubnet(var.cidr_block, 4, each.value)

  tags = { Name = "${var.name_prefix}-private-${each.key}" }
}

# One table for each zone, as each zone may have a NAT gateway of its own.
resource "aws_route_table" "private" {
  for_each = local.zone_numbers

  vpc_id = aws_vpc.this[0].id

  tags = { Name = "${var.name_prefix}-private-${each.key}" }
}

resource "aws_route_table_association" "private" {
  for_each = local.zone_numbers

  subnet_id      = aws_subnet.private[each.key].id
  route_table_id = aws_route_table.private[each.key].id
}
