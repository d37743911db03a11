mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_region" {
    defaults = { id = "eu-central-1" }
  }
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-central-1c", "eu-central-1a", "eu-central-1b"] }
  }
}

variables {
  name_prefix = "jobs-test"
}

run "has_no_way_to_the_internet_by_default" {
  command = plan

  assert {
    condition     = length(aws_internet_gateway.this) == 0 && length(aws_nat_gateway.this) == 0 && length(aws_subnet.public) == 0
    error_message = "Without NAT there is no internet gateway and no public subnet."
  }
  assert {
    condition     = { for zone, subnet in aws_subnet.private : zone => subnet.cidr_block } == { eu-central-1a = "10.64.0.0/20", eu-central-1b = "10.64.16.0/20" }
    error_message = "There is a private subnet in each of the first two zones."
  }
  assert {
    condition     = toset([for endpoint in aws_vpc_endpoint.interface : endpoint.service_name]) == toset([for service in ["ecr.api", "ecr.dkr", "logs", "sns", "sqs"] : "com.amazonaws.eu-central-1.${service}"])
    error_message = "There is an endpoint for each service that a worker calls."
  }
  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.interface : endpoint.private_dns_enabled])
    error_message = "Endpoints answer under the services' own names."
  }
}

run "has_gateway_endpoints_whatever_the_egress" {
  command = apply

  variables {
    egress = "nat"
  }

  assert {
    condition = (
      aws_vpc_endpoint.s3[0].service_name == "com.amazonaws.eu-central-1.s3" && aws_vpc_endpoint.s3[0].vpc_endpoint_type == "Gateway"
      && aws_vpc_endpoint.dynamodb[0].service_name == "com.amazonaws.eu-central-1.dynamodb" && aws_vpc_endpoint.dynamodb[0].vpc_endpoint_type == "Gateway"
    )
    error_message = "S3 and DynamoDB are reached by free gateway endpoints."
  }
  assert {
    condition = (
      toset(aws_vpc_endpoint.s3[0].route_table_ids) == toset([for table in aws_route_table.private : table.id])
      && toset(aws_vpc_endpoint.dynamodb[0].route_table_ids) == toset([for table in aws_route_table.private : table.id])
    )
    error_message = "Every private subnet uses the gateway endpoints."
  }
  assert {
    condition     = jsondecode(aws_vpc_endpoint.dynamodb[0].policy).Statement[*].Condition == [{ StringEquals = { "aws:PrincipalAccount" = "123456789012" } }]
    error_message = "Credentials of other accounts are of no use at the endpoints."
  }
}

run "has_a_nat_gateway_in_each_zone" {
  command = apply

  variables {
    egress = "nat"
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 2 && length(aws_vpc_endpoint.interface) == 0
    error_message = "Each zone has its NAT gateway, and no interface endpoint is paid for."
  }
  assert {
    condition = alltrue([for zone, route in aws_route.to_nat :
      route.nat_gateway_id == aws_nat_gateway.this[zone].id && route.route_table_id == aws_route_table.private[zone].id
    ])
    error_message = "Each zone goes out through its own gateway."
  }
  assert {
    condition     = alltrue([for zone, gateway in aws_nat_gateway.this : gateway.subnet_id == aws_subnet.public[zone].id])
    error_message = "Gateways stand in the public subnets."
  }
}

run "shares_one_nat_gateway" {
  command = apply

  variables {
    egress             = "nat"
    single_nat_gateway = true
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 1 && length(aws_eip.nat) == 1
    error_message = "There is one gateway, and one address."
  }
  assert {
    condition     = length(aws_route.to_nat) == 2 && alltrue([for route in aws_route.to_nat : route.nat_gateway_id == one(values(aws_nat_gateway.this)).id])
    error_message = "All zones go out through the one gateway."
  }
}

run "lets_workers_out_by_https_and_nobody_in" {
  command = apply

  assert {
    condition = (
      aws_vpc_security_group_egress_rule.workers_https.security_group_id == aws_security_group.workers.id
      && aws_vpc_security_group_egress_rule.workers_https.from_port == 443
      && aws_vpc_security_group_egress_rule.workers_https.to_port == 443
      && aws_vpc_security_group_egress_rule.workers_https.ip_protocol == "tcp"
    )
    error_message = "Workers may open HTTPS connections, and nothing else."
  }
  assert {
    condition = (
      aws_vpc_security_group_ingress_rule.endpoints_https[0].security_group_id == aws_security_group.endpoints[0].id
      && aws_vpc_security_group_ingress_rule.endpoints_https[0].referenced_security_group_id == aws_security_group.workers.id
    )
    error_message = "Only workers reach the interface endpoints."
  }
  assert {
    condition     = output.worker_security_group_id == aws_security_group.workers.id && output.vpc_id == aws_vpc.this[0].id
    error_message = "The created network is handed on."
  }
}

run "opens_further_services" {
  command = plan

  variables {
    egress                         = "nat"
    additional_interface_endpoints = ["secretsmanager"]
  }

  assert {
    condition     = keys(aws_vpc_endpoint.interface) == ["secretsmanager"] && length(aws_security_group.endpoints) == 1
    error_message = "A further service gets an endpoint, with a security group."
  }
}

run "uses_an_existing_vpc" {
  command = plan

  variables {
    vpc = {
      vpc_id             = "vpc-0abc1234def567890"
      private_subnet_ids = ["subnet-0aaaaaaaaaaaaaaaa", "subnet-0bbbbbbbbbbbbbbbb"]
    }
  }

  assert {
    condition = (
      length(aws_vpc.this) + length(aws_subnet.private) + length(aws_route_table.private) + length(aws_vpc_endpoint.s3)
      + length(aws_vpc_endpoint.dynamodb) + length(aws_vpc_endpoint.interface) + length(aws_default_security_group.closed)
    ) == 0
    error_message = "Nothing of an existing VPC is touched."
  }
  assert {
    condition     = output.vpc_id == "vpc-0abc1234def567890" && output.private_subnet_ids == tolist(["subnet-0aaaaaaaaaaaaaaaa", "subnet-0bbbbbbbbbbbbbbbb"])
    error_message = "The given VPC is handed on."
  }
  assert {
    condition     = aws_security_group.workers.vpc_id == "vpc-0abc1234def567890"
    error_message = "Workers get a security group in the given VPC."
  }
}

run "says_when_the_region_has_too_few_zones" {
  command = plan
  variables {
    availability_zone_count = 4
  }
  expect_failures = [aws_vpc.this]
}

run "refuses_a_vpc_that_is_none" {
  command = plan
  variables {
    vpc = { vpc_id = "my-vpc", private_subnet_ids = ["subnet-0aaaaaaaaaaaaaaaa"] }
  }
  expect_failures = [var.vpc]
}

run "refuses_a_vpc_without_subnets" {
  command = plan
  variables {
    vpc = { vpc_id = "vpc-0abc1234def567890", private_subnet_ids = [] }
  }
  expect_failures = [var.vpc]
}

run "refuses_bad_values" {
  command = plan

  variables {
    # A name that aws would refuse.
    name_prefix = "jobs--test"
    # A network that is too small.
    cidr_block = "10.64.0.0/24"
    # No zone.
    availability_zone_count = 0
    # An egress that it does not know.
    egress = "internet"
    # A service that is there already.
    additional_interface_endpoints = ["s3"]
  }

  expect_failures = [
    var.name_prefix,
    var.cidr_block,
    var.availability_zone_count,
    var.egress,
    var.additional_interface_endpoints,
  ]
}

run "refuses_a_network_that_begins_in_its_middle" {
  command = plan

  variables {
    # A network that begins in its middle.
    cidr_block = "10.64.1.0/16"
  }

  expect_failures = [var.cidr_block]
}
