mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:eu-central-1:123456789012:jobs-test-webhooks" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/jobs-test-webhooks-scheduler" }
  }
}

variables {
  name_prefix          = "jobs-test"
  topic_arn            = "arn:aws:sns:eu-central-1:123456789012:jobs-test-job-events"
  deliver_function_arn = "arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-deliver-webhooks"
  retry_function_arn   = "arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-retry-webhooks"
}

run "retries_every_minute" {
  command = apply

  assert {
    condition     = aws_scheduler_schedule.retry.schedule_expression == "rate(1 minute)" && aws_scheduler_schedule.retry.target[0].arn == var.retry_function_arn
    error_message = "Tries that are hours away would never be made."
  }
  assert {
    condition     = jsondecode(aws_iam_role_policy.scheduler.policy).Statement[0].Resource == [var.retry_function_arn]
    error_message = "The schedule may invoke more than it does."
  }
}

run "refuses_bad_values" {
  command = plan

  variables {
    # A name that aws would refuse.
    name_prefix = "jobs test"
    # A topic by its name.
    topic_arn = "job-events"
    # A function by its name.
    deliver_function_arn = "deliver-webhooks"
    # A timeout within a try.
    deliver_timeout_seconds = 15
    # A sweep by its name.
    retry_function_arn = "retry-webhooks"
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
    var.deliver_function_arn,
    var.deliver_timeout_seconds,
    var.retry_function_arn,
    var.max_concurrency,
    var.kms_key_arn,
    var.alarm_topic_arn,
  ]
}
