output "url" {
  description = "Origin of the page, without a slash at its end."
  value       = "https://${var.domain == null ? aws_cloudfront_distribution.this.domain_name : var.domain.name}"
}

output "distribution_id" {
  description = "Id of the CloudFront distribution."
  value       = aws_cloudfront_distribution.this.id
}

output "distribution_domain_name" {
  description = "Where a name of one's own must point to."
  value       = aws_cloudfront_distribution.this.domain_name
}
