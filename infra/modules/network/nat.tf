# With NAT, workers can open connections to anywhere; without, there is no internet gateway at all.
locals {
  has_nat      = local.created == 1 && var.egress == "nat"
  public_zones = local.has_nat ? local.zone_numbers : {}
  nat_zones    = local.has_nat ? toset(var.single_nat_gateway ? slice(local.zones, 0, 1) : local.zones) : toset([])
}

resource "aws_internet_gateway" "this" {
  count = local.has_nat ? 1 : 0

  vpc_id = aws_vpc.this[0].id

  tags = { Name = var.name_prefix }
}

# Nothing but the NAT gateways is in here, and nothing gets a public address by being put here.
resource "aws_subnet" "public" {
  for_each = local.public_zones

  vpc_id                  = aws_vpc.this[0].id
  availability_zone       = each.key
  cidr_block              = cidrsubnet(var.cidr_block, 4, 8 + each.value)
  map_public_ip_on_launch = false

  tags = { Name = "${var.name_prefix}-public-${each.key}" }
}

resource "aws_route_table" "public" {
  count = local.has_nat ? 1 : 0

  vpc_id = aws_vpc.this[0].id

  tags = { Name = "${var.name_prefix}-public" }
}

resource "aws_route" "to_internet" {
  count = local.has_nat ? 1 : 0

  route_table_id         = aws_route_table.public[0].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this[0].id
}

resource "aws_route_table_association" "public" {
  for_each = local.public_zones

  subnet_id      = aws_subnet.public[each.key].id
  route_table_id = aws_route_table.public[0].id
}

resource "aws_eip" "nat" {
  for_each = local.nat_zones

  domain = "vpc"

  tags = { Name = "${var.name_prefix}-nat-${each.key}" }
}

resource "aws_nat_gateway" "this" {
  for_each = local.nat_zones

  subnet_id     = aws_subnet.public[each.key].id
  allocation_id = aws_eip.nat[each.key].id

  tags = { Name = "${var.name_prefix}-${each.key}" }

  depends_on = [aws_route.to_internet]
}

resource "aws_route" "to_nat" {
  for_each = local.public_zones

  route_table_id         = aws_route_table.private[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this[var.single_nat_gateway ? local.zones[0] : each.key].id
}
