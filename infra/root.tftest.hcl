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

# One plan of the whole for all of them: each takes seconds.
run "plans_what_fits_together" {
  command = plan

  # Has every route of the OpenAPI document.
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

  # Lets nothing reach the functions of operators by a route.
  assert {
    condition     = length(setintersection(values(local.routes), ["authorize", "reconcile-jobs", "run-schedules", "redrive-dead-letters", "deliver-webhooks", "retry-webhooks", "connect", "disconnect", "push-messages", "push-events", "settle-jobs"])) == 0
    error_message = "A function for operators has a route."
  }

  # Grants every function only named calls.
  assert {
    condition     = alltrue(flatten([for function in local.functions : [for statement in function.statements : [for action in statement.actions : !strcontains(action, "*")]]]))
    error_message = "A wildcard action."
  }
  assert {
    condition     = alltrue([for name in ["list-job-types", "get-openapi"] : length(local.functions[name].statements) == 0])
    error_message = "A function that serves a document needs nothing."
  }

  # Reconciles every minute.
  assert {
    condition     = aws_scheduler_schedule.reconcile_jobs.schedule_expression == "rate(1 minute)" && aws_scheduler_schedule.reconcile_jobs.flexible_time_window[0].mode == "OFF"
    error_message = "Lost messages would wait."
  }
  assert {
    condition     = aws_scheduler_schedule.run_schedules.schedule_expression == "rate(1 minute)" && aws_scheduler_schedule.run_schedules.flexible_time_window[0].mode == "OFF"
    error_message = "Jobs of schedules would be late."
  }

  # Runs workers on fargate and spot.
  assert {
    condition     = aws_ecs_cluster_capacity_providers.this.capacity_providers == toset(["FARGATE", "FARGATE_SPOT"])
    error_message = "A capacity provider is missing."
  }

  # Sets no quota unless told.
  assert {
    condition     = !contains(keys(local.environment_without_queues.quotas), "MAX_ACTIVE_JOBS_PER_OWNER") && !contains(keys(local.environment_without_queues.quotas), "SUBMISSIONS_PER_MINUTE_PER_OWNER")
    error_message = "A quota that nobody set would refuse jobs."
  }

  # Lets operators functions do what operators may.
  assert {
    condition = alltrue([for name in ["get-any-job", "list-failures", "get-overview", "list-audit"] :
      alltrue(flatten([for statement in local.functions[name].statements : [for action in statement.actions : can(regex(":(Get|BatchGet|Query|Describe)", action))]]))
    ])
    error_message = "What only shows something could change something."
  }
  assert {
    condition     = alltrue([for name in ["get-any-job", "retry-any-job", "cancel-any-job", "redrive-jobs", "retry-jobs", "list-failures", "get-overview", "list-audit", "pause-job-type", "resume-job-type"] : !contains(local.functions[name].parts, "payloads")])
    error_message = "An operator's function can read inputs and results."
  }
  assert {
    condition = alltrue([for name in ["retry-any-job", "cancel-any-job", "redrive-jobs", "redrive-dead-letters", "retry-jobs", "pause-job-type", "resume-job-type", "rotate-webhook-secret"] :
      contains(flatten([for statement in local.functions[name].statements : [for action in statement.actions : "${statement.sid} ${action}"]]), "WriteAuditTrail dynamodb:PutItem")
    ])
    error_message = "What operators change leaves a trace."
  }
  assert {
    condition = alltrue(flatten([for name, function in local.functions : [for statement in function.statements :
      !contains(statement.actions, "dynamodb:DeleteItem")
    ] if contains(function.parts, "audit")]))
    error_message = "Somebody could take entries out of the audit trail."
  }

  # Has whoever sends messages of jobs wake the service that is to receive them.
  assert {
    condition     = alltrue([for name, function in local.functions : contains(function.statements[*].sid, "SendMessages") == contains(function.parts, "wake")])
    error_message = "A message could wait for the alarms."
  }
  assert {
    condition     = local.environment_of.wake["WORKERS_IDLE_SECONDS"] == "300"
    error_message = "Services would be left to sleep before their alarm is in alarm, or long after."
  }
}

run "refuses_to_reserve_for_an_unknown_function" {
  command = plan
  variables { reserved_concurrency = { list-workers = 5 } }
  expect_failures = [var.reserved_concurrency]
}

run "has_whoever_submits_count_for_the_quotas" {
  command = plan
  variables { quotas = { max_active_jobs_per_owner = 1000, submissions_per_minute_per_owner = 600 } }

  assert {
    condition     = local.environment_without_queues.quotas == { MAX_ACTIVE_JOBS_PER_OWNER = "1000", SUBMISSIONS_PER_MINUTE_PER_OWNER = "600" }
    error_message = "The quotas do not reach the functions."
  }
  assert {
    condition     = alltrue([for name in ["submit-job", "submit-batch", "run-schedules"] : contains(local.functions[name].parts, "quotas")])
    error_message = "Who submits jobs past the quotas makes them worth nothing."
  }
}

run "refuses_bad_values" {
  command = plan

  variables {
    # A project with hyphens.
    project = "job-queue"
    # A long environment.
    environment = "production"
    # An image whose tag moves.
    image_uri = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/jobs-worker:latest"
    # An alias for a key.
    kms_key_arn = "alias/jobs"
    # A quota that cannot be counted.
    quotas = { max_active_jobs_per_owner = 20000 }
    # An unknown log level.
    log_level = "verbose"
    # Unknown container insights.
    container_insights = "on"
    # A zip for the folder of zips.
    functions_directory = "dist/functions/submit-job.zip"
    # An address that is none.
    alarm_emails = ["team"]
    # An origin with a trailing slash.
    web_origins = ["https://app.example.com/"]
    # A vpc by its name.
    network = { vpc = { vpc_id = "main", private_subnet_ids = ["subnet-0aaaaaaaaaaaaaaaa"] } }
    # Half a share of spot.
    capacity = { spot_weight = 0.5 }
    # A retention that cloudwatch lacks.
    retention_days = { logs = 31 }
    # A rate of nothing.
    throttling = { rate = 0 }
  }

  expect_failures = [
    var.project,
    var.environment,
    var.image_uri,
    var.kms_key_arn,
    var.quotas,
    var.log_level,
    var.container_insights,
    var.functions_directory,
    var.alarm_emails,
    var.web_origins,
    var.network,
    var.capacity,
    var.retention_days,
    var.throttling,
  ]
}

run "refuses_other_bad_values" {
  command = plan

  variables {
    # An origin that is everywhere.
    web_origins = ["*"]
    # A vpc without subnets.
    network = { vpc = { vpc_id = "vpc-0aaaaaaaaaaaaaaaa", private_subnet_ids = [] } }
    # A negative share of on demand.
    capacity = { on_demand_weight = -1 }
    # To delete uploads before they are read.
    retention_days = { uploads = 1 }
    # A burst beyond the accounts.
    throttling = { burst = 10000 }
  }

  expect_failures = [var.web_origins, var.network, var.capacity, var.retention_days, var.throttling]
}

run "refuses_bad_values_of_kind_3" {
  command = plan

  variables {
    # A network that is too small.
    network = { cidr_block = "10.64.0.0/24" }
    # Capacity from nowhere.
    capacity = { spot_weight = 0, on_demand_weight = 0 }
    # To delete results before their jobs.
    retention_days = { payloads = 30 }
  }

  expect_failures = [var.network, var.capacity, var.retention_days]
}

run "refuses_bad_values_of_kind_4" {
  command = plan

  variables {
    # No availability zone.
    network = { availability_zone_count = 0 }
    # To scale in on a gap in the metrics.
    capacity = { scale_in_after_minutes = 1 }
  }

  expect_failures = [var.network, var.capacity]
}

run "refuses_an_unknown_way_out" {
  command = plan

  variables {
    # An unknown way out.
    network = { egress = "internet-gateway" }
  }

  expect_failures = [var.network]
}
