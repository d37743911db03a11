output "api_id" {
  description = "Id of the HTTP API."
  value       = aws_apigatewayv2_api.this.id
}

output "api_endpoint" {
  description = "URL of the API, without a slash at its end."
  value       = aws_apigatewayv2_api.this.api_endpoint
}

output "access_log_group_name" {
  description = "Log group of the access log."
  value       = aws_cloudwatch_log_group.access.name
}
