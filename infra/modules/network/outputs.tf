output "vpc_id" {
  description = "The VPC that workers run in, created or given."
  value       = local.vpc_id
}

# Known only once there is a way out, so that no task starts that can't pull its image.
output "private_subnet_ids" {
  description = "Subnets that workers run in, one for each zone."
  value       = local.private_subnet_ids
  depends_on = [
    aws_route.to_nat,
    aws_route_table_association.private,
    aws_vpc_endpoint.dynamodb,
    aws_vpc_endpoint.interface,
    aws_vpc_endpoint.s3,
  ]
}

output "worker_security_group_id" {
  description = "Security group of workers: no way in, HTTPS out."
  value       = aws_security_group.workers.id
  depends_on = [
    aws_vpc_security_group_egress_rule.workers_https,
    aws_vpc_security_group_ingress_rule.endpoints_https,
  ]
}
