output "queue_arn" {
  description = "ARN of the queue that the ends of jobs arrive in that something waits for."
  value       = aws_sqs_queue.this.arn
}
