mock_provider "aws" {
  mock_resource "aws_apigatewayv2_api" {
    defaults = {
      id            = "abcdef1234"
      api_endpoint  = "wss://abcdef1234.execute-api.eu-central-1.amazonaws.com"
      execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:abcdef1234"
    }
  }
  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:eu-central-1:123456789012:jobs-test-push" }
  }
}

variables {
  name_prefix       = "jobs-test"
  topic_arn         = "arn:aws:sns:eu-central-1:123456789012:jobs-test-job-events"
  push_function_arn = "arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-push-events"
  functions = {
    connect       = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:connect", invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:connect/invocations" }
    disconnect    = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:disconnect", invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:disconnect/invocations" }
    push-messages = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:push-messages", invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:push-messages/invocations" }
  }
}

run "leads_every_message_to_its_function" {
  command = apply

  assert {
    condition     = aws_apigatewayv2_api.this.protocol_type == "WEBSOCKET" && aws_apigatewayv2_api.this.route_selection_expression == "$request.body.action"
    error_message = "Messages are not told apart by their action."
  }
  assert {
    condition     = toset(keys(aws_apigatewayv2_route.this)) == toset(["$connect", "$disconnect", "$default", "subscribe", "unsubscribe", "ping"])
    error_message = "A route is missing, or is there without a need."
  }
  assert {
    condition = alltrue([
      for route, function in local.routes : aws_apigatewayv2_route.this[route].target == "integrations/${aws_apigatewayv2_integration.this[function].id}"
    ])
    error_message = "A route leads to another function."
  }
  assert {
    condition     = alltrue([for function, integration in aws_apigatewayv2_integration.this : integration.integration_uri == var.functions[function].invoke_arn && integration.integration_type == "AWS_PROXY"])
    error_message = "An integration invokes another function."
  }
}

run "lets_only_its_routes_invoke_the_functions" {
  command = apply

  assert {
    condition     = aws_lambda_permission.route["$connect"].source_arn == "arn:aws:execute-api:eu-central-1:123456789012:abcdef1234/v1/$connect" && aws_lambda_permission.route["$connect"].function_name == var.functions["connect"].arn
    error_message = "Another API, stage or route may open connections."
  }
  assert {
    condition     = alltrue([for permission in aws_lambda_permission.route : permission.principal == "apigateway.amazonaws.com" && !strcontains(permission.source_arn, "*")])
    error_message = "More than a route may invoke a function."
  }
}

run "keeps_tickets_out_of_every_log" {
  command = plan

  assert {
    condition     = length(aws_apigatewayv2_stage.this.access_log_settings) == 0 && aws_apigatewayv2_stage.this.default_route_settings[0].logging_level == "OFF" && !aws_apigatewayv2_stage.this.default_route_settings[0].data_trace_enabled
    error_message = "Query strings would be in a log."
  }
}

run "bounds_what_clients_can_ask" {
  command = plan
  variables { throttling = { rate = 50, burst = 60 } }

  assert {
    condition     = aws_apigatewayv2_stage.this.default_route_settings[0].throttling_rate_limit == 50 && aws_apigatewayv2_stage.this.default_route_settings[0].throttling_burst_limit == 60
    error_message = "The stage takes more than it is told to."
  }
}

run "says_where_clients_and_functions_find_it" {
  command = apply

  assert {
    condition     = output.websocket_url == "wss://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1" && output.connections_endpoint_url == "https://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1"
    error_message = "An address is wrong."
  }
  assert {
    condition     = output.connections_arn == "arn:aws:execute-api:eu-central-1:123456789012:abcdef1234/v1/POST/@connections/*"
    error_message = "The functions could close connections, or not post to them."
  }
}

run "refuses_a_function_too_few" {
  command = plan
  variables {
    functions = {
      connect    = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:connect", invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:connect/invocations" }
      disconnect = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:disconnect", invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:disconnect/invocations" }
    }
  }
  expect_failures = [var.functions]
}

run "refuses_functions_by_their_names" {
  command = plan
  variables {
    functions = { for name in ["connect", "disconnect", "push-messages"] : name => { arn = name, invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:${name}/invocations" } }
  }
  expect_failures = [var.functions]
}

run "refuses_functions_without_the_arn_that_invokes_them" {
  command = plan
  variables {
    functions = { for name in ["connect", "disconnect", "push-messages"] : name => { arn = "arn:aws:lambda:eu-central-1:123456789012:function:${name}", invoke_arn = "arn:aws:lambda:eu-central-1:123456789012:function:${name}" } }
  }
  expect_failures = [var.functions]
}

run "refuses_bad_values" {
  command = plan

  variables {
    # A name that aws would refuse.
    name_prefix = "jobs test"
    # A topic by its name.
    topic_arn = "job-events"
    # A pushing function by its name.
    push_function_arn = "push-events"
    # A timeout within a post.
    push_timeout_seconds = 3
    # A rate of nothing.
    throttling = { rate = 0 }
    # A concurrency that lambda refuses.
    max_concurrency = 1
    # A key alias.
    kms_key_arn = "alias/jobs"
    # An alarm topic by its name.
    alarm_topic_arn = "alarms"
  }

  expect_failures = [
    var.name_prefix,
    var.topic_arn,
    var.push_function_arn,
    var.push_timeout_seconds,
    var.throttling,
    var.max_concurrency,
    var.kms_key_arn,
    var.alarm_topic_arn,
  ]
}

run "refuses_a_burst_beyond_the_accounts" {
  command = plan

  variables {
    # A burst beyond the accounts.
    throttling = { burst = 10000 }
  }

  expect_failures = [var.throttling]
}
