# The WebSocket API. A connection is opened by a one-time ticket, which the function of $connect uses up.
locals {
  stage = "v1"

  # All messages have one function, so that it is warm for whichever comes. They have routes of their own, and with that
  # metrics of their own; what has none comes by $default, and is told so.
  routes = {
    "$connect"    = "connect"
    "$disconnect" = "disconnect"
    "$default"    = "push-messages"
    subscribe     = "push-messages"
    unsubscribe   = "push-messages"
    ping          = "push-messages"
  }

  address = replace(aws_apigatewayv2_api.this.api_endpoint, "/^[a-z]+:\\/\\//", "")
}

resource "aws_apigatewayv2_api" "this" {
  name                       = "${var.name_prefix}-push"
  description                = "Tells clients of jobs that they watch"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_stage" "this" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = local.stage
  auto_deploy = true

  # No execution log: a ticket is in the query string of the request that opens a connection. No access log either: for
  # a WebSocket API that takes a role which is set for the whole account. The functions log each connection and message.
  default_route_settings {
    throttling_rate_limit    = var.throttling.rate
    throttling_burst_limit   = var.throttling.burst
    logging_level            = "OFF"
    data_trace_enabled       = false
    detailed_metrics_enabled = false
  }
}

# No authorizer: it would be one more function for each connection, and the ticket can be used up in one place only.
resource "aws_apigatewayv2_route" "this" {
  for_each = local.routes

  api_id             = aws_apigatewayv2_api.this.id
  route_key          = each.key
  target             = "integrations/${aws_apigatewayv2_integration.this[each.value].id}"
  authorization_type = "NONE"
}

resource "aws_apigatewayv2_integration" "this" {
  for_each = toset(values(local.routes))

  api_id               = aws_apigatewayv2_api.this.id
  integration_type     = "AWS_PROXY"
  integration_method   = "POST"
  integration_uri      = var.functions[each.value].invoke_arn
  timeout_milliseconds = 29000
}

resource "aws_lambda_permission" "route" {
  for_each = local.routes

  statement_id  = "push-${trimprefix(each.key, "$")}"
  action        = "lambda:InvokeFunction"
  function_name = var.functions[each.value].arn
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/${local.stage}/${each.key}"
}
