output "queue_url" {
  description = "URL of the queue that the events arrive in."
  value       = aws_sqs_queue.this.url
}

output "queue_arn" {
  description = "ARN of the queue that the events arrive in."
  value       = aws_sqs_queue.this.arn
}
