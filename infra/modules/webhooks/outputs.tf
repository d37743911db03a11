output "queue_url" {
  description = "URL of the queue that events for webhooks, and retries, arrive in."
  value       = module.queue.queue_url
}

output "queue_arn" {
  description = "ARN of the queue that events for webhooks, and retries, arrive in."
  value       = module.queue.queue_arn
}
