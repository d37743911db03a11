resource "aws_apigatewayv2_authorizer" "this" {
  api_id                            = aws_apigatewayv2_api.this.id
  name                              = "api-key"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = var.authorizer.invoke_arn
  authorizer_payload_format_version = "2.0"
  enable_simple_responses           = true
  # A request without the header is refused before the function is asked.
  identity_sources                 = ["$request.header.x-api-key"]
  authorizer_result_ttl_in_seconds = var.authorizer_cache_seconds
}

resource "aws_lambda_permission" "authorizer" {
  statement_id  = "authorizer"
  action        = "lambda:InvokeFunction"
  function_name = var.authorizer.arn
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.this.id}"
}
