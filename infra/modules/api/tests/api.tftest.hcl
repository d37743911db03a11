mock_provider "aws" {}

variables {
  name_prefix = "jobs-test"
  routes = {
    "POST /v1/jobs"                     = "submit-job"
    "GET /v1/jobs/{jobId}"              = "get-job"
    "GET /v1/jobs/{jobId}/files/{name}" = "get-job-file"
    "DELETE /v1/jobs/{jobId}"           = "cancel-job"
  }
  functions = {
    for name in ["submit-job", "get-job", "get-job-file", "cancel-job"] : name => {
      arn        = "arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-${name}"
      invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-${name}/invocations"
    }
  }
  authorizer = {
    arn        = "arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-authorize"
    invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-authorize/invocations"
  }
}

run "has_these_routes_and_no_other_each_authorized" {
  command = plan

  assert {
    condition     = toset([for route in aws_apigatewayv2_route.this : route.route_key]) == toset(keys(var.routes))
    error_message = "The routes are not the given ones."
  }
  assert {
    condition     = alltrue([for route in aws_apigatewayv2_route.this : route.authorization_type == "CUSTOM"])
    error_message = "A route is open."
  }
  assert {
    condition     = alltrue([for name, integration in aws_apigatewayv2_integration.this : strcontains(integration.integration_uri, "jobs-test-${name}/") && integration.payload_format_version == "2.0"])
    error_message = "A route leads to another function, or speaks another format."
  }
}

run "authorizes_by_the_api_key" {
  command = plan

  assert {
    condition     = aws_apigatewayv2_authorizer.this.identity_sources == toset(["$request.header.x-api-key"]) && aws_apigatewayv2_authorizer.this.enable_simple_responses
    error_message = "The authorizer is not asked by key, or not understood."
  }
  assert {
    condition     = aws_apigatewayv2_authorizer.this.authorizer_payload_format_version == "2.0" && aws_apigatewayv2_authorizer.this.authorizer_result_ttl_in_seconds == 300
    error_message = "The authorizer's format or cache is wrong."
  }
}

run "lets_the_api_invoke_each_function_for_its_routes_only" {
  command = apply

  override_resource {
    target = aws_apigatewayv2_api.this
    values = { execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:abc", id = "abc" }
  }
  override_resource {
    target = aws_apigatewayv2_authorizer.this
    values = { id = "auth" }
  }
  override_resource {
    target = aws_cloudwatch_log_group.access
    values = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/apis/jobs-test" }
  }

  assert {
    condition = { for route, permission in aws_lambda_permission.route : route => permission.source_arn } == {
      "POST /v1/jobs"                     = "arn:aws:execute-api:eu-central-1:123456789012:abc/*/POST/v1/jobs"
      "GET /v1/jobs/{jobId}"              = "arn:aws:execute-api:eu-central-1:123456789012:abc/*/GET/v1/jobs/*"
      "GET /v1/jobs/{jobId}/files/{name}" = "arn:aws:execute-api:eu-central-1:123456789012:abc/*/GET/v1/jobs/*/files/*"
      "DELETE /v1/jobs/{jobId}"           = "arn:aws:execute-api:eu-central-1:123456789012:abc/*/DELETE/v1/jobs/*"
    }
    error_message = "A permission is not for its route."
  }
  assert {
    condition     = alltrue([for route, permission in aws_lambda_permission.route : permission.function_name == var.functions[var.routes[route]].arn])
    error_message = "A permission is on another function."
  }
  assert {
    condition     = alltrue([for permission in aws_lambda_permission.route : can(regex("^[A-Za-z0-9-]+$", permission.statement_id))])
    error_message = "Lambda refuses such a statement id."
  }
  assert {
    condition     = aws_lambda_permission.authorizer.source_arn == "arn:aws:execute-api:eu-central-1:123456789012:abc/authorizers/auth"
    error_message = "The authorizer may not be asked."
  }
}

run "throttles_and_logs_without_the_key" {
  command = plan

  override_resource {
    target          = aws_cloudwatch_log_group.access
    override_during = plan
    values          = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/apis/jobs-test" }
  }

  assert {
    condition     = aws_apigatewayv2_stage.this.default_route_settings[0].throttling_rate_limit == 100 && aws_apigatewayv2_stage.this.default_route_settings[0].throttling_burst_limit == 200
    error_message = "The stage does not throttle."
  }
  assert {
    condition     = jsondecode(aws_apigatewayv2_stage.this.access_log_settings[0].format).status == "$context.status" && !strcontains(lower(aws_apigatewayv2_stage.this.access_log_settings[0].format), "api-key")
    error_message = "The access log lacks the status, or holds the key."
  }
}

run "lets_no_web_page_in_unless_told" {
  command = plan

  assert {
    condition     = length(aws_apigatewayv2_api.this.cors_configuration) == 0
    error_message = "CORS is open without being asked for."
  }
}

run "lets_the_named_web_pages_in" {
  command = plan
  variables { cors_allowed_origins = ["https://app.example.com"] }

  assert {
    condition     = aws_apigatewayv2_api.this.cors_configuration[0].allow_origins == toset(["https://app.example.com"]) && aws_apigatewayv2_api.this.cors_configuration[0].allow_methods == toset(["DELETE", "GET", "POST"])
    error_message = "CORS is not for these origins and the routes' methods."
  }
  assert {
    condition     = aws_apigatewayv2_api.this.cors_configuration[0].expose_headers == toset(["etag", "idempotency-replayed", "location", "preference-applied", "retry-after", "unique-key-reused"])
    error_message = "A page can't read a header that the API answers with."
  }
}

run "refuses_the_names_of_functions" {
  command = plan
  variables {
    functions = {
      for name in ["submit-job", "get-job", "get-job-file", "cancel-job"] : name => {
        arn        = "jobs-test-${name}"
        invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-${name}/invocations"
      }
    }
  }
  expect_failures = [var.functions]
}

run "refuses_functions_that_only_lambda_can_invoke" {
  command = plan
  variables {
    functions = {
      for name in ["submit-job", "get-job", "get-job-file", "cancel-job"] : name => {
        arn        = "arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-${name}"
        invoke_arn = "arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-${name}"
      }
    }
  }
  expect_failures = [var.functions]
}

run "refuses_the_name_of_an_authorizer" {
  command = plan
  variables {
    authorizer = {
      arn        = "jobs-test-authorize"
      invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-authorize/invocations"
    }
  }
  expect_failures = [var.authorizer]
}

run "refuses_an_authorizer_that_only_lambda_can_invoke" {
  command = plan
  variables {
    authorizer = {
      arn        = "arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-authorize"
      invoke_arn = "arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-authorize"
    }
  }
  expect_failures = [var.authorizer]
}

run "refuses_bad_values" {
  command = plan

  variables {
    # An impossible prefix.
    name_prefix = "Jobs_Dev"
    # An api without routes.
    routes = {}
    # To remember keys for hours.
    authorizer_cache_seconds = 7200
    # An origin with a path.
    cors_allowed_origins = ["https://app.example.com/"]
    # A rate of nothing.
    throttling = { rate = 0 }
    # A retention that cloudwatch lacks.
    log_retention_days = 31
    # A key that is no arn.
    kms_key_arn = "alias/jobs"
  }

  expect_failures = [
    var.name_prefix,
    var.routes,
    var.authorizer_cache_seconds,
    var.cors_allowed_origins,
    var.throttling,
    var.log_retention_days,
    var.kms_key_arn,
  ]
}

run "refuses_other_bad_values" {
  command = plan

  variables {
    # A catch all route.
    routes = { "$default" = "get-job" }
    # A burst beyond the accounts.
    throttling = { burst = 10000 }
  }

  expect_failures = [var.routes, var.throttling]
}

run "refuses_a_route_to_an_unknown_function" {
  command = plan

  variables {
    # A route to an unknown function.
    routes = { "GET /v1/jobs" = "list-jobs" }
  }

  expect_failures = [var.routes]
}
