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
    condition     = length(setintersection(values(local.routes), ["authorize", "reconcile-jobs", "run-schedules", "redrive-dead-letters", "deliver-webhooks", "retry-webhooks", "connect", "disconnect", "push-messages", "push-events"])) == 0
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
  assert {
    condition     = aws_scheduler_schedule.run_schedules.schedule_expression == "rate(1 minute)" && aws_scheduler_schedule.run_schedules.flexible_time_window[0].mode == "OFF"
    error_message = "Jobs of schedules would be late."
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
  variables { reserved_concurrency = { list-workers = 5 } }
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

run "refuses_a_zip_for_the_folder_of_zips" {
  command = plan
  variables { functions_directory = "dist/functions/submit-job.zip" }
  expect_failures = [var.functions_directory]
}

run "refuses_an_address_that_is_none" {
  command = plan
  variables { alarm_emails = ["team"] }
  expect_failures = [var.alarm_emails]
}

run "refuses_an_origin_with_a_trailing_slash" {
  command = plan
  variables { web_origins = ["https://app.example.com/"] }
  expect_failures = [var.web_origins]
}

run "refuses_an_origin_that_is_everywhere" {
  command = plan
  variables { web_origins = ["*"] }
  expect_failures = [var.web_origins]
}

run "refuses_a_vpc_by_its_name" {
  command = plan
  variables { network = { vpc = { vpc_id = "main", private_subnet_ids = ["subnet-0aaaaaaaaaaaaaaaa"] } } }
  expect_failures = [var.network]
}

run "refuses_a_vpc_without_subnets" {
  command = plan
  variables { network = { vpc = { vpc_id = "vpc-0aaaaaaaaaaaaaaaa", private_subnet_ids = [] } } }
  expect_failures = [var.network]
}

run "refuses_a_network_that_is_too_small" {
  command = plan
  variables { network = { cidr_block = "10.64.0.0/24" } }
  expect_failures = [var.network]
}

run "refuses_no_availability_zone" {
  command = plan
  variables { network = { availability_zone_count = 0 } }
  expect_failures = [var.network]
}

run "refuses_an_unknown_way_out" {
  command = plan
  variables { network = { egress = "internet-gateway" } }
  expect_failures = [var.network]
}

run "refuses_half_a_share_of_spot" {
  command = plan
  variables { capacity = { spot_weight = 0.5 } }
  expect_failures = [var.capacity]
}

run "refuses_a_negative_share_of_on_demand" {
  command = plan
  variables { capacity = { on_demand_weight = -1 } }
  expect_failures = [var.capacity]
}

run "refuses_capacity_from_nowhere" {
  command = plan
  variables { capacity = { spot_weight = 0, on_demand_weight = 0 } }
  expect_failures = [var.capacity]
}

run "refuses_to_scale_in_on_a_gap_in_the_metrics" {
  command = plan
  variables { capacity = { scale_in_after_minutes = 1 } }
  expect_failures = [var.capacity]
}

run "refuses_a_retention_that_cloudwatch_lacks" {
  command = plan
  variables { retention_days = { logs = 31 } }
  expect_failures = [var.retention_days]
}

run "refuses_to_delete_uploads_before_they_are_read" {
  command = plan
  variables { retention_days = { uploads = 1 } }
  expect_failures = [var.retention_days]
}

run "refuses_to_delete_results_before_their_jobs" {
  command = plan
  variables { retention_days = { payloads = 30 } }
  expect_failures = [var.retention_days]
}

run "refuses_a_rate_of_nothing" {
  command = plan
  variables { throttling = { rate = 0 } }
  expect_failures = [var.throttling]
}

run "refuses_a_burst_beyond_the_accounts" {
  command = plan
  variables { throttling = { burst = 10000 } }
  expect_failures = [var.throttling]
}

run "lets_operators_functions_do_what_operators_may" {
  command = plan

  assert {
    condition = alltrue([for name in ["get-any-job", "list-failures", "get-overview"] :
      alltrue(flatten([for statement in local.functions[name].statements : [for action in statement.actions : can(regex(":(Get|BatchGet|Query|Describe)", action))]]))
    ])
    error_message = "What only shows something could change something."
  }
  assert {
    condition     = alltrue([for name in ["get-any-job", "retry-any-job", "cancel-any-job", "redrive-jobs", "list-failures", "get-overview"] : !contains(local.functions[name].parts, "payloads")])
    error_message = "An operator's function can read inputs and results."
  }
}
