locals {
  openapi = jsondecode(file("${path.module}/../../../packages/shared-contracts/generated/openapi.json"))

  # Every header that an answer may have by the OpenAPI document, so that scripts of a web page can read it. Those that
  # any page may read anyway need no mention: of ours, that is Cache-Control.
  answer_headers = distinct(flatten([
    for operations in values(local.openapi.paths) : [
      for operation in values(operations) : [for answer in values(try(operation.responses, {})) : keys(try(answer.headers, {}))]
    ]
  ]))
  exposed_headers = sort(setsubtract([for header in local.answer_headers : lower(header)], ["cache-control"]))
}

resource "aws_apigatewayv2_api" "this" {
  name          = "${var.name_prefix}-api"
  description   = "Asynchronous job queue"
  protocol_type = "HTTP"

  dynamic "cors_configuration" {
    for_each = length(var.cors_allowed_origins) > 0 ? [var.cors_allowed_origins] : []

    content {
      allow_origins  = cors_configuration.value
      allow_methods  = sort(distinct([for route in keys(var.routes) : split(" ", route)[0]]))
      allow_headers  = ["content-type", "idempotency-key", "if-none-match", "prefer", "traceparent", "x-api-key"]
      expose_headers = local.exposed_headers
      max_age        = 300
    }
  }
}

resource "aws_apigatewayv2_stage" "this" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = "$default"
  auto_deploy = true

  default_route_settings {
    throttling_rate_limit  = var.throttling.rate
    throttling_burst_limit = var.throttling.burst
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format          = jsonencode(local.access_log_fields)
  }
}

resource "aws_cloudwatch_log_group" "access" {
  # The name by which API Gateway's service-linked role may write without a resource policy of ours.
  name              = "/aws/vendedlogs/apis/${var.name_prefix}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

locals {
  # No header and no query: the key must not be in a log.
  access_log_fields = {
    requestId        = "$context.requestId"
    time             = "$context.requestTime"
    sourceIp         = "$context.identity.sourceIp"
    userAgent        = "$context.identity.userAgent"
    method           = "$context.httpMethod"
    route            = "$context.routeKey"
    path             = "$context.path"
    protocol         = "$context.protocol"
    owner            = "$context.authorizer.owner"
    status           = "$context.status"
    responseBytes    = "$context.responseLength"
    latencyMs        = "$context.responseLatency"
    integrationMs    = "$context.integrationLatency"
    integrationError = "$context.integrationErrorMessage"
    authorizerError  = "$context.authorizer.error"
    error            = "$context.error.message"
  }
}
