output "api_endpoint" {
  description = "URL of the API, without a slash at its end."
  value       = module.api.api_endpoint
}

output "websocket_url" {
  description = "What clients open WebSockets to. They are given it, with a ticket, by `POST /v1/connections`."
  value       = module.push.websocket_url
}

output "api_id" {
  description = "Id of the HTTP API."
  value       = module.api.api_id
}

output "name_prefix" {
  description = "Begins the name of every resource."
  value       = local.name_prefix
}

output "function_names" {
  description = "Names of the Lambda functions, by what they do."
  value       = { for name, function in module.function : name => function.function_name }
}

output "jobs_table_name" {
  description = "Table of jobs."
  value       = module.job_store.jobs_table_name
}

output "api_keys_table_name" {
  description = "Table of API keys, by the SHA-256 of the key."
  value       = module.job_store.api_keys_table_name
}

output "payload_bucket_name" {
  description = "Bucket of inputs, results, files and uploads."
  value       = module.job_store.payload_bucket_name
}

output "job_events_topic_arn" {
  description = "SNS topic that every state change is published to: subscribe other systems here."
  value       = module.job_events.topic_arn
}

output "queue_url_prefix" {
  description = "A queue's URL is this and its name, as in `csv-etl-standard`."
  value       = local.queue_url_prefix
}

output "cluster_name" {
  description = "ECS cluster of the workers."
  value       = aws_ecs_cluster.this.name
}

output "job_types" {
  description = "By job type: its queues by lane, its dead-letter queue, its ECS service or its Lambda function, and its log group."
  value = {
    for name, job_type in module.job_type : name => {
      queue_urls            = job_type.queue_urls
      dead_letter_queue_url = job_type.dead_letter_queue_url
      service_name          = job_type.service_name
      function_name         = job_type.function_name
      log_group_name        = job_type.log_group_name
    }
  }
}

output "alarm_topic_arn" {
  description = "SNS topic of all alarms."
  value       = module.observability.alarm_topic_arn
}

output "dashboard_name" {
  description = "CloudWatch dashboard."
  value       = module.observability.dashboard_name
}

output "dashboard_url" {
  description = "Address of the web page; null when there is none."
  value       = one(module.dashboard[*].url)
}
