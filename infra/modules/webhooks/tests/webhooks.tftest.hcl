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

run "takes_only_events_that_a_webhook_wants" {
  command = apply

  assert {
    condition     = jsondecode(aws_sns_topic_subscription.this.filter_policy) == { webhook = ["true"] } && aws_sns_topic_subscription.this.raw_message_delivery
    error_message = "Every job's events would be delivered, or wrapped."
  }
  assert {
    condition     = jsondecode(aws_sqs_queue_policy.this.policy).Statement[1].Condition == { ArnEquals = { "aws:SourceArn" = var.topic_arn } } && jsondecode(aws_sqs_queue_policy.this.policy).Statement[1].Principal == { Service = "sns.amazonaws.com" }
    error_message = "Another topic may send."
  }
  assert {
    condition     = alltrue([for policy in [aws_sqs_queue_policy.this.policy, aws_sqs_queue_policy.dead_letters.policy] : jsondecode(policy).Statement[0].Sid == "DenyWithoutTls"])
    error_message = "The queues refuse requests without TLS."
  }
}

run "loses_no_message" {
  command = apply

  assert {
    condition     = aws_sqs_queue.this.visibility_timeout_seconds == 360 && jsondecode(aws_sqs_queue.this.redrive_policy).maxReceiveCount == 5
    error_message = "A message would come again while it is handled, or be given up at once."
  }
  assert {
    condition     = aws_lambda_event_source_mapping.this.function_response_types == toset(["ReportBatchItemFailures"]) && aws_lambda_event_source_mapping.this.function_name == var.deliver_function_arn
    error_message = "One message that fails would bring back its whole batch."
  }
  assert {
    condition     = aws_sqs_queue.dead_letters.message_retention_seconds > aws_sqs_queue.this.message_retention_seconds
    error_message = "Dead letters would be forgotten before anybody looks."
  }
}

run "bounds_what_receivers_that_hang_can_hold" {
  command = plan

  assert {
    condition     = aws_lambda_event_source_mapping.this.scaling_config[0].maximum_concurrency == 10
    error_message = "Hanging receivers would use up the account's concurrency."
  }
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

run "tells_of_dead_letters_and_of_delay" {
  command = plan
  variables { alarm_topic_arn = "arn:aws:sns:eu-central-1:123456789012:alarms" }

  assert {
    condition     = alltrue([for alarm in [aws_cloudwatch_metric_alarm.dead_letters, aws_cloudwatch_metric_alarm.messages_old] : alarm.alarm_actions == toset([var.alarm_topic_arn])])
    error_message = "Nobody is told."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.dead_letters.dimensions["QueueName"] == "jobs-test-webhooks-dead-letters" && aws_cloudwatch_metric_alarm.messages_old.dimensions["QueueName"] == "jobs-test-webhooks"
    error_message = "An alarm looks at another queue."
  }
}

run "encrypts_with_the_given_key" {
  command = plan
  variables { kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab" }

  assert {
    condition     = alltrue([for queue in [aws_sqs_queue.this, aws_sqs_queue.dead_letters] : queue.kms_master_key_id == var.kms_key_arn])
    error_message = "The queues are encrypted with the given key."
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
