output "jobs_table_name" {
  description = "Name of the table of jobs."
  value       = aws_dynamodb_table.this["jobs"].name
}

output "jobs_table_arn" {
  description = "ARN of the table of jobs."
  value       = aws_dynamodb_table.this["jobs"].arn
}

output "jobs_index_arns" {
  description = "ARNs of the indexes of the table of jobs, by the index's name."
  value       = { for index in local.tables.jobs.indexes : index.name => "${aws_dynamodb_table.this["jobs"].arn}/index/${index.name}" }
}

output "api_keys_table_name" {
  description = "Name of the table of API keys."
  value       = aws_dynamodb_table.this["apiKeys"].name
}

output "api_keys_table_arn" {
  description = "ARN of the table of API keys."
  value       = aws_dynamodb_table.this["apiKeys"].arn
}

output "webhook_deliveries_table_name" {
  description = "Name of the table of events on their way to webhooks."
  value       = aws_dynamodb_table.this["webhookDeliveries"].name
}

output "webhook_deliveries_table_arn" {
  description = "ARN of the table of events on their way to webhooks."
  value       = aws_dynamodb_table.this["webhookDeliveries"].arn
}

output "webhook_secrets_table_name" {
  description = "Name of the table of webhook secrets."
  value       = aws_dynamodb_table.this["webhookSecrets"].name
}

output "webhook_secrets_table_arn" {
  description = "ARN of the table of webhook secrets."
  value       = aws_dynamodb_table.this["webhookSecrets"].arn
}

output "connections_table_name" {
  description = "Name of the table of WebSocket connections."
  value       = aws_dynamodb_table.this["connections"].name
}

output "connections_table_arn" {
  description = "ARN of the table of WebSocket connections."
  value       = aws_dynamodb_table.this["connections"].arn
}

output "job_statistics_table_name" {
  description = "Name of the table of what became of jobs, by the minute."
  value       = aws_dynamodb_table.this["jobStatistics"].name
}

output "job_statistics_table_arn" {
  description = "ARN of the table of what became of jobs, by the minute."
  value       = aws_dynamodb_table.this["jobStatistics"].arn
}

output "schedules_table_name" {
  description = "Name of the table of schedules."
  value       = aws_dynamodb_table.this["schedules"].name
}

output "schedules_table_arn" {
  description = "ARN of the table of schedules."
  value       = aws_dynamodb_table.this["schedules"].arn
}

output "limits_table_name" {
  description = "Name of the table of limits and quotas."
  value       = aws_dynamodb_table.this["limits"].name
}

output "limits_table_arn" {
  description = "ARN of the table of limits and quotas."
  value       = aws_dynamodb_table.this["limits"].arn
}

output "controls_table_name" {
  description = "Name of the table of what operators have set of job types."
  value       = aws_dynamodb_table.this["controls"].name
}

output "controls_table_arn" {
  description = "ARN of the table of what operators have set of job types."
  value       = aws_dynamodb_table.this["controls"].arn
}

output "audit_table_name" {
  description = "Name of the table of who did what."
  value       = aws_dynamodb_table.this["audit"].name
}

output "audit_table_arn" {
  description = "ARN of the table of who did what."
  value       = aws_dynamodb_table.this["audit"].arn
}

output "job_groups_table_name" {
  description = "Name of the table of follow-ups and batches."
  value       = aws_dynamodb_table.this["jobGroups"].name
}

output "job_groups_table_arn" {
  description = "ARN of the table of follow-ups and batches."
  value       = aws_dynamodb_table.this["jobGroups"].arn
}

# Known only once nothing public can get at the bucket any more, so that no one writes into it before.
output "payload_bucket_name" {
  description = "Name of the bucket of inputs, results, files and uploads."
  value       = aws_s3_bucket.payloads.bucket
  depends_on  = [aws_s3_bucket_policy.payloads, aws_s3_bucket_server_side_encryption_configuration.payloads]
}

output "payload_bucket_domain_name" {
  description = "Host that presigned URLs of the payload bucket name."
  value       = aws_s3_bucket.payloads.bucket_regional_domain_name
}

output "payload_bucket_arn" {
  description = "ARN of the bucket of inputs, results, files and uploads."
  value       = aws_s3_bucket.payloads.arn
  depends_on  = [aws_s3_bucket_policy.payloads, aws_s3_bucket_server_side_encryption_configuration.payloads]
}
