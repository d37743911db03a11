output "queue_arns" {
  description = "ARNs of the queues, by lane."
  value       = { for lane in keys(local.lanes) : lane => aws_sqs_queue.lane[lane].arn }
}

output "queue_urls" {
  description = "URLs of the queues, by lane."
  value       = { for lane in keys(local.lanes) : lane => aws_sqs_queue.lane[lane].url }
}

output "queue_names" {
  description = "Names of the queues, by lane, as they are in metrics."
  value       = { for lane in keys(local.lanes) : lane => aws_sqs_queue.lane[lane].name }
}

output "queue_url_prefix" {
  description = "What the URL of every job type's queues begins with; the rest is the queue's name in the declaration."
  value       = local.queue_url_prefix
}

output "dead_letter_queue_arn" {
  description = "ARN of the dead-letter queue."
  value       = aws_sqs_queue.dead_letters.arn
}

output "dead_letter_queue_url" {
  description = "URL of the dead-letter queue."
  value       = aws_sqs_queue.dead_letters.url
}

output "dead_letter_queue_name" {
  description = "Name of the dead-letter queue, as it is in metrics."
  value       = aws_sqs_queue.dead_letters.name
}

output "service_name" {
  description = "Name of the ECS service; null for a function."
  value       = one(aws_ecs_service.worker[*].name)
}

output "task_definition_arn" {
  description = "ARN of the task definition, with its revision; null for a function."
  value       = one(aws_ecs_task_definition.worker[*].arn)
}

output "task_role_arn" {
  description = "ARN of the role that workers have."
  value       = one(concat(aws_iam_role.task[*].arn, module.function[*].role_arn))
}

output "task_role_name" {
  description = "Name of the role that workers have, to add what a job's code needs."
  value       = one(concat(aws_iam_role.task[*].name, module.function[*].role_name))
}

output "backlog_alarm_names" {
  description = "Names of the alarms that scale `out` and `in`; none for a function."
  value       = { for direction, alarm in aws_cloudwatch_metric_alarm.backlog : direction => alarm.alarm_name }
}

output "log_group_name" {
  description = "Log group of the workers, or of the function."
  value       = one(concat(aws_cloudwatch_log_group.worker[*].name, [for name in module.function[*].function_name : "/aws/lambda/${name}"]))
}

output "service_arn" {
  description = "ARN of the service; null for a function."
  value       = one([for name in aws_ecs_service.worker[*].name : "arn:${local.partition}:ecs:${local.region}:${local.account}:service/${var.cluster_name}/${name}"])
}

output "scalable_target_arn" {
  description = "ARN of what scales the service; null for a function."
  value       = one(aws_appautoscaling_target.tasks[*].arn)
}

output "function_name" {
  description = "Name of the function; null for a service."
  value       = one(module.function[*].function_name)
}
