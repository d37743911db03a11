output "name" {
  description = "Name of the bucket."
  value       = aws_s3_bucket.this.id
}

output "arn" {
  description = "ARN of the bucket."
  value       = aws_s3_bucket.this.arn
}

output "regional_domain_name" {
  description = "Host by which the bucket is reached in its region."
  value       = aws_s3_bucket.this.bucket_regional_domain_name
}

output "policy" {
  description = "Policy of the bucket, as JSON: who may read."
  value       = aws_s3_bucket_policy.this.policy
}
