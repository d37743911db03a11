output "websocket_url" {
  description = "What clients connect to, with a ticket in the query."
  value       = "wss://${local.address}/${local.stage}"
}

output "connections_endpoint_url" {
  description = "What messages to connections are posted to."
  value       = "https://${local.address}/${local.stage}"
}

output "connections_arn" {
  description = "ARN of all connections, for execute-api:ManageConnections by POST."
  value       = "${aws_apigatewayv2_api.this.execution_arn}/${local.stage}/POST/@connections/*"
}

output "queue_url" {
  description = "URL of the queue that events of watched jobs arrive in."
  value       = module.queue.queue_url
}

output "queue_arn" {
  description = "ARN of the queue that events of watched jobs arrive in."
  value       = module.queue.queue_arn
}
