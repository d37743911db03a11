variable "name_prefix" {
  description = "Beginning of every resource's name, without a trailing hyphen, for instance `jobs-dev`."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name_prefix)) && length(var.name_prefix) <= 18
    error_message = "name_prefix must be lower-case words joined by hyphens, at most 18 characters: with a job type's 40, a role's name has 64 in all."
  }
}

variable "vpc" {
  description = "An existing VPC and its private subnets, which must reach the AWS services by themselves. Null: a VPC is created."
  type = object({
    vpc_id             = string
    private_subnet_ids = list(string)
  })
  default = null

  validation {
    condition     = var.vpc == null || can(regex("^vpc-[0-9a-f]+$", var.vpc.vpc_id))
    error_message = "vpc.vpc_id must be the id of a VPC, such as vpc-0abc1234def567890."
  }
  validation {
    condition = var.vpc == null || try(
      length(var.vpc.private_subnet_ids) > 0 && alltrue([for id in var.vpc.private_subnet_ids : can(regex("^subnet-[0-9a-f]+$", id))]),
      false,
    )
    error_message = "vpc.private_subnet_ids must name at least one subnet, such as subnet-0abc1234def567890."
  }
}

variable "cidr_block" {
  description = "Addresses of the created VPC, /16 to /22. Each subnet gets a sixteenth."
  type        = string
  default     = "10.64.0.0/16"

  validation {
    condition = (
      can(cidrnetmask(var.cidr_block)) && try(cidrsubnet(var.cidr_block, 0, 0) == var.cidr_block, false)
      && try(tonumber(split("/", var.cidr_block)[1]) >= 16 && tonumber(split("/", var.cidr_block)[1]) <= 22, false)
    )
    error_message = "cidr_block must be an IPv4 network from /16 to /22 that begins at its first address, such as 10.64.0.0/16."
  }
}

variable "availability_zone_count" {
  description = "Zones that workers run in. Interface endpoints and NAT gateways are billed for each zone."
  type        = number
  default     = 2

  validation {
    condition     = var.availability_zone_count >= 1 && var.availability_zone_count <= 6 && floor(var.availability_zone_count) == var.availability_zone_count
    error_message = "availability_zone_count must be whole, from 1 to 6."
  }
}

variable "egress" {
  description = "How workers reach AWS: `interface-endpoints`, with no way to the internet, or `nat`, to anywhere. S3 and DynamoDB have free gateway endpoints either way."
  type        = string
  default     = "interface-endpoints"

  validation {
    condition     = contains(["nat", "interface-endpoints"], var.egress)
    error_message = "egress must be nat or interface-endpoints."
  }
}

variable "single_nat_gateway" {
  description = "With `nat`: whether all zones share one gateway, which is cheaper, and cut off together with its zone."
  type        = bool
  default     = false
}

variable "additional_interface_endpoints" {
  description = "Further AWS services that jobs call, as in the endpoint's name: `secretsmanager`, `bedrock-runtime`. Each is billed for each zone."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for service in var.additional_interface_endpoints : can(regex("^[a-z0-9][a-z0-9.-]*$", service)) && !contains(["s3", "dynamodb"], service)])
    error_message = "additional_interface_endpoints must be names of services without com.amazonaws.<region>; s3 and dynamodb are there already."
  }
}
