output "api_endpoint" {
  description = "URL of the API, without a slash at its end."
  value       = module.job_queue.api_endpoint
}

output "function_names" {
  description = "Names of the Lambda functions, by what they do."
  value       = module.job_queue.function_names
}

output "api_keys_table_name" {
  description = "Table of API keys, by the SHA-256 of the key."
  value       = module.job_queue.api_keys_table_name
}

output "jobs_table_name" {
  description = "Table of jobs."
  value       = module.job_queue.jobs_table_name
}

output "payload_bucket_name" {
  description = "Bucket of inputs, results, files and uploads."
  value       = module.job_queue.payload_bucket_name
}

output "job_events_topic_arn" {
  description = "SNS topic that every state change is published to."
  value       = module.job_queue.job_events_topic_arn
}

output "cluster_name" {
  description = "ECS cluster of the workers."
  value       = module.job_queue.cluster_name
}

output "job_types" {
  description = "By job type: its queues by lane, its dead-letter queue, its ECS service and its log group."
  value       = module.job_queue.job_types
}

output "alarm_topic_arn" {
  description = "SNS topic of all alarms."
  value       = module.job_queue.alarm_topic_arn
}

output "dashboard_name" {
  description = "CloudWatch dashboard."
  value       = module.job_queue.dashboard_name
}

output "dashboard_url" {
  description = "Address of the web page; null when there is none."
  value       = module.job_queue.dashboard_url
}
