mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_region" {
    defaults = { id = "eu-central-1", name = "eu-central-1", region = "eu-central-1" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws", dns_suffix = "amazonaws.com" }
  }
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"], zone_ids = ["euc1-az1", "euc1-az2", "euc1-az3"] }
  }
}

# The zips are the build's business.
override_module {
  target = module.function
  outputs = {
    function_name = "jobs-test-function"
    function_arn  = "arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-function"
    invoke_arn    = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-function/invocations"
    role_arn      = "arn:aws:iam::123456789012:role/jobs-test-function"
    role_name     = "jobs-test-function"
  }
}

variables {
  environment         = "test"
  image_uri           = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/jobs-worker:0123456"
  functions_directory = "."
}

run "has_every_route_of_the_openapi_document" {
  command = plan

  assert {
    condition = length(local.routes) == sum([
      for operations in values(local.openapi.paths) : length([for operation in values(operations) : 1 if can(operation["x-function"])])
    ])
    error_message = "Operations of the OpenAPI document got lost."
  }
  assert {
    condition     = local.routes["GET /v1/jobs/{jobId}"] == "get-job" && local.routes["POST /v1/jobs"] == "submit-job"
    error_message = "A route leads to another function."
  }
  assert {
    condition     = length(setsubtract(values(local.routes), keys(local.functions))) == 0
    error_message = "A route's function is not declared."
  }
}

run "lets_nothing_reach_operators_functions_by_a_route" {
  command = plan

  assert {
    condition     = length(setintersection(values(local.routes), ["authorize", "reconcile-jobs", "redrive-dead-letters"])) == 0
    error_message = "A function for operators has a route."
  }
}

run "grants_every_function_only_named_calls" {
  command = plan

  assert {
    condition     = alltrue(flatten([for function in local.functions : [for statement in function.statements : [for action in statement.actions : !strcontains(action, "*")]]]))
    error_message = "A wildcard action."
  }
  assert {
    condition     = alltrue([for name in ["list-job-types", "get-job-type", "get-openapi"] : length(local.functions[name].statements) == 0])
    error_message = "A function that serves a document needs nothing."
  }
}

run "reconciles_every_minute" {
  command = plan

  assert {
    condition     = aws_scheduler_schedule.reconcile_jobs.schedule_expression == "rate(1 minute)" && aws_scheduler_schedule.reconcile_jobs.flexible_time_window[0].mode == "OFF"
    error_message = "Lost messages would wait."
  }
}

run "runs_workers_on_fargate_and_spot" {
  command = plan

  assert {
    condition     = aws_ecs_cluster_capacity_providers.this.capacity_providers == toset(["FARGATE", "FARGATE_SPOT"])
    error_message = "A capacity provider is missing."
  }
}

run "refuses_a_project_with_hyphens" {
  command = plan
  variables { project = "job-queue" }
  expect_failures = [var.project]
}

run "refuses_a_long_environment" {
  command = plan
  variables { environment = "production" }
  expect_failures = [var.environment]
}

run "refuses_an_image_whose_tag_moves" {
  command = plan
  variables { image_uri = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/jobs-worker:latest" }
  expect_failures = [var.image_uri]
}

run "refuses_an_alias_for_a_key" {
  command = plan
  variables { kms_key_arn = "alias/jobs" }
  expect_failures = [var.kms_key_arn]
}

run "refuses_to_reserve_for_an_unknown_function" {
  command = plan
  variables { reserved_concurrency = { list-jobs = 5 } }
  expect_failures = [var.reserved_concurrency]
}

run "refuses_an_unknown_log_level" {
  command = plan
  variables { log_level = "verbose" }
  expect_failures = [var.log_level]
}

run "refuses_unknown_container_insights" {
  command = plan
  variables { container_insights = "on" }
  expect_failures = [var.container_insights]
}
