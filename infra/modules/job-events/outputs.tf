# Known only once the policy is there, so that nothing is published without TLS before.
output "topic_arn" {
  description = "ARN of the topic of job events."
  value       = aws_sns_topic.this.arn
  depends_on  = [aws_sns_topic_policy.this]
}

output "topic_name" {
  description = "Name of the topic of job events, as it is in metrics."
  value       = aws_sns_topic.this.name
}
