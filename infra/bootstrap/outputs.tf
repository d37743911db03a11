output "state_bucket" {
  description = "Bucket of the environments' states: `bucket` in their backend.hcl."
  value       = aws_s3_bucket.state.bucket
}

output "region" {
  description = "Region of the state bucket: `region` in the environments' backend.hcl."
  value       = var.region
}

output "image_repository_url" {
  description = "Where the workers' images are pushed, without a tag."
  value       = aws_ecr_repository.worker.repository_url
}

output "deploy_role_arns" {
  description = "By environment, the role that its deploy workflow takes."
  value       = { for environment, role in aws_iam_role.deploy : environment => role.arn }
}

output "plan_role_arn" {
  description = "The role that pull requests plan with."
  value       = aws_iam_role.plan.arn
}
