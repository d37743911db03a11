# Every route has the authorizer: there is no way to declare one without.
resource "aws_apigatewayv2_route" "this" {
  for_each = var.routes

  api_id             = aws_apigatewayv2_api.this.id
  route_key          = each.key
  target             = "integrations/${aws_apigatewayv2_integration.this[each.value].id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.this.id
}

resource "aws_apigatewayv2_integration" "this" {
  for_each = toset(values(var.routes))

  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = var.functions[each.value].invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "route" {
  for_each = var.routes

  statement_id  = "route-${replace(replace(each.key, "/[^A-Za-z0-9]+/", "-"), "/-$/", "")}"
  action        = "lambda:InvokeFunction"
  function_name = var.functions[each.value].arn
  principal     = "apigateway.amazonaws.com"
  # Stage, method and path. A path's parameters match anything.
  source_arn = "${aws_apigatewayv2_api.this.execution_arn}/*/${replace(replace(each.key, " ", ""), "/\\{[^}]+\\}/", "*")}"
}
