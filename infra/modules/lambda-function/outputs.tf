output "function_name" {
  description = "Name of the function."
  value       = aws_lambda_function.this.function_name
}

output "function_arn" {
  description = "ARN of the function."
  value       = aws_lambda_function.this.arn
}

output "invoke_arn" {
  description = "ARN by which API Gateway invokes the function."
  value       = aws_lambda_function.this.invoke_arn
}

output "role_arn" {
  description = "ARN of the role that the function runs as."
  value       = aws_iam_role.this.arn
}

output "role_name" {
  description = "Name of the role that the function runs as."
  value       = aws_iam_role.this.name
}
