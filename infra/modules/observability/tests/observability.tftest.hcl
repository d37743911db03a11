mock_provider "aws" {}

variables {
  name_prefix = "jobs-test"
  job_types = {
    csv-etl = {
      queue_names            = ["jobs-test-csv-etl-high", "jobs-test-csv-etl-standard"]
      dead_letter_queue_name = "jobs-test-csv-etl-dead-letters"
      service_name           = "jobs-test-csv-etl"
      log_group_name         = "/ecs/jobs-test-csv-etl"
      alarming_age_seconds   = 2700
    }
  }
  cluster_name             = "jobs-test"
  api_id                   = "abc"
  function_names           = ["jobs-test-submit-job", "jobs-test-reconcile-jobs", "jobs-test-run-schedules"]
  reconciler_function_name = "jobs-test-reconcile-jobs"
  schedules_function_name  = "jobs-test-run-schedules"
  waking_function_names    = ["jobs-test-submit-job", "jobs-test-reconcile-jobs"]
  table_names              = { jobs = "jobs-test-jobs", api-keys = "jobs-test-api-keys" }
  alarm_emails             = ["team@example.com"]
}

run "mails_the_alarms" {
  command = plan

  assert {
    condition     = aws_sns_topic_subscription.email["team@example.com"].protocol == "email"
    error_message = "Nobody gets the alarms."
  }
}

run "watches_the_api_this_reconciler_and_these_tables" {
  command = plan

  assert {
    condition     = aws_cloudwatch_metric_alarm.server_errors.dimensions == tomap({ ApiId = "abc" }) && aws_cloudwatch_metric_alarm.server_errors.metric_name == "5xx"
    error_message = "The API's errors are not watched."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.reconciler_stopped.dimensions == tomap({ FunctionName = "jobs-test-reconcile-jobs" }) && aws_cloudwatch_metric_alarm.reconciler_stopped.treat_missing_data == "breaching"
    error_message = "A reconciler that does not run would not be noticed."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.schedules_stopped.dimensions == tomap({ FunctionName = "jobs-test-run-schedules" }) && aws_cloudwatch_metric_alarm.schedules_stopped.treat_missing_data == "breaching"
    error_message = "Schedules that make no jobs would not be noticed."
  }
  assert {
    condition     = jsonencode({ for key, alarm in aws_cloudwatch_metric_alarm.table_throttled : key => distinct([for query in alarm.metric_query : query.metric[0].dimensions["TableName"] if length(query.metric) > 0]) }) == jsonencode({ jobs = ["jobs-test-jobs"], api-keys = ["jobs-test-api-keys"] })
    error_message = "A table is not watched."
  }
}

run "watches_the_age_over_all_lanes" {
  command = plan

  assert {
    condition     = toset([for query in aws_cloudwatch_metric_alarm.messages_old["csv-etl"].metric_query : query.metric[0].dimensions["QueueName"] if length(query.metric) > 0]) == toset(["jobs-test-csv-etl-high", "jobs-test-csv-etl-standard"])
    error_message = "A lane's age is not watched."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.messages_old["csv-etl"].threshold == 2700
    error_message = "The alarm's age is not the job type's."
  }
}

run "counts_attempts_by_the_workers_log" {
  command = plan

  assert {
    condition     = aws_cloudwatch_log_metric_filter.attempts["csv-etl"].log_group_name == "/ecs/jobs-test-csv-etl" && aws_cloudwatch_log_metric_filter.attempts["csv-etl"].metric_transformation[0].dimensions["status"] == "$.status"
    error_message = "Attempts are not counted by how they ended."
  }
}

run "counts_wakes_that_fail_by_the_functions_logs" {
  command = plan

  assert {
    condition = (
      toset(values(aws_cloudwatch_log_metric_filter.wakes_failed)[*].log_group_name) == toset(["/aws/lambda/jobs-test-submit-job", "/aws/lambda/jobs-test-reconcile-jobs"])
      && alltrue([for filter in aws_cloudwatch_log_metric_filter.wakes_failed : "${filter.metric_transformation[0].namespace} ${filter.metric_transformation[0].name}" == "${aws_cloudwatch_metric_alarm.wakes_failed.namespace} ${aws_cloudwatch_metric_alarm.wakes_failed.metric_name}"])
    )
    error_message = "A service that is not woken would not be noticed."
  }
}

run "refuses_functions_without_a_log" {
  command = plan
  variables { waking_function_names = ["jobs-prod-submit-job"] }
  expect_failures = [var.waking_function_names]
}

run "measures_the_wait_by_the_workers_log" {
  command = plan

  override_data {
    target = data.aws_region.current
    values = { id = "eu-central-1" }
  }

  assert {
    condition     = aws_cloudwatch_log_metric_filter.wait["csv-etl"].log_group_name == "/ecs/jobs-test-csv-etl" && aws_cloudwatch_log_metric_filter.wait["csv-etl"].metric_transformation[0].value == "$.waitMs"
    error_message = "From submit to start is not measured."
  }
  assert {
    condition = [
      for metric in flatten([for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : [for metric in widget.properties.metrics : { is = try(slice(metric, 0, 3), []), of = try(metric[3], ""), stat = try(metric[4].stat, "") }]]) :
      "${metric.of} ${metric.stat}" if jsonencode(metric.is) == jsonencode([for filter in aws_cloudwatch_log_metric_filter.wait["csv-etl"].metric_transformation : [filter.namespace, filter.name, one(keys(filter.dimensions))]][0])
    ] == ["csv-etl p50", "csv-etl p90", "csv-etl p99"]
    error_message = "The dashboard does not show how long jobs wait."
  }
}

run "shows_every_queue_service_function_and_table" {
  command = plan

  override_data {
    target = data.aws_region.current
    values = { id = "eu-central-1" }
  }

  assert {
    condition = alltrue([
      for name in ["jobs-test-csv-etl-high", "jobs-test-csv-etl-standard", "jobs-test-csv-etl-dead-letters", "jobs-test-submit-job", "jobs-test-reconcile-jobs", "jobs-test-jobs", "jobs-test-api-keys"] :
      strcontains(aws_cloudwatch_dashboard.this.dashboard_body, "\"${name}\"")
    ])
    error_message = "The dashboard leaves something out."
  }
  assert {
    condition     = alltrue([for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : widget.x + widget.width <= 24 && widget.properties.region == "eu-central-1"])
    error_message = "A widget is beyond the dashboard's edge, or looks at another region."
  }
  assert {
    condition     = length(distinct([for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : "${widget.x},${widget.y}"])) == length(jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets)
    error_message = "Widgets lie upon each other."
  }
}

run "refuses_a_job_type_without_queues" {
  command = plan
  variables {
    job_types = { x = { queue_names = [], dead_letter_queue_name = "d", service_name = "s", log_group_name = "l", alarming_age_seconds = 60 } }
  }
  expect_failures = [var.job_types]
}

run "refuses_an_age_below_sqs_resolution" {
  command = plan
  variables {
    job_types = { x = { queue_names = ["q"], dead_letter_queue_name = "d", service_name = "s", log_group_name = "l", alarming_age_seconds = 10 } }
  }
  expect_failures = [var.job_types]
}

run "refuses_a_reconciler_that_is_no_function" {
  command = plan
  variables { reconciler_function_name = "jobs-prod-reconcile-jobs" }
  expect_failures = [var.reconciler_function_name]
}

run "refuses_schedules_that_no_function_runs" {
  command = plan
  variables { schedules_function_name = "jobs-prod-run-schedules" }
  expect_failures = [var.schedules_function_name]
}

run "watches_a_job_type_that_is_a_function" {
  command = plan
  variables {
    job_types = { x = { queue_names = ["q"], dead_letter_queue_name = "d", log_group_name = "/aws/lambda/x", alarming_age_seconds = 60 } }
  }

  assert {
    condition     = strcontains(aws_cloudwatch_metric_alarm.messages_old["x"].alarm_description, "too few invocations at once")
    error_message = "There is no service to look at."
  }
  assert {
    condition     = !strcontains(aws_cloudwatch_dashboard.this.dashboard_body, "AWS/ECS")
    error_message = "No tasks are counted where there are none."
  }
}

run "refuses_bad_values" {
  command = plan

  variables {
    # An impossible prefix.
    name_prefix = "Jobs"
    # To watch no table.
    table_names = {}
    # An address that is none.
    alarm_emails = ["team"]
    # A negative tolerance.
    tolerated_server_errors = -1
    # The arn of a cluster for its name.
    cluster_name = "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs-test"
    # The address of an api for its id.
    api_id = "https://abc.execute-api.eu-central-1.amazonaws.com"
    # The arns of functions for their names.
    function_names = ["jobs-test-reconcile-jobs", "jobs-test-run-schedules", "arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-submit-job"]
  }

  expect_failures = [
    var.name_prefix,
    var.table_names,
    var.alarm_emails,
    var.tolerated_server_errors,
    var.cluster_name,
    var.api_id,
    var.function_names,
  ]
}
