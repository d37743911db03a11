mock_provider "aws" {
  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:eu-central-1:123456789012:jobs-test-settlements" }
  }
}

variables {
  name_prefix              = "jobs-test"
  queue_name               = "settlements"
  topic_arn                = "arn:aws:sns:eu-central-1:123456789012:jobs-test-job-events"
  filter_policy            = { settles = ["true"] }
  function_arn             = "arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-settle-jobs"
  function_timeout_seconds = 30
  alarms                   = { dead_letters_mean = "Ends could not be settled.", old_messages_mean = "Ends are settled late." }
}

run "takes_only_the_events_it_is_for" {
  command = apply

  assert {
    condition     = jsondecode(aws_sns_topic_subscription.this.filter_policy) == { settles = ["true"] } && aws_sns_topic_subscription.this.raw_message_delivery
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
    condition     = aws_sqs_queue.this.visibility_timeout_seconds == 180 && jsondecode(aws_sqs_queue.this.redrive_policy).maxReceiveCount == 5
    error_message = "A message would come again while it is handled, or be given up at once."
  }
  assert {
    condition     = aws_lambda_event_source_mapping.this.function_response_types == toset(["ReportBatchItemFailures"]) && aws_lambda_event_source_mapping.this.function_name == var.function_arn
    error_message = "One message that fails would bring back its whole batch."
  }
  assert {
    condition     = aws_sqs_queue.dead_letters.message_retention_seconds > aws_sqs_queue.this.message_retention_seconds
    error_message = "Dead letters would be forgotten before anybody looks."
  }
}

run "bounds_what_many_events_can_hold" {
  command = plan

  assert {
    condition     = aws_lambda_event_source_mapping.this.scaling_config[0].maximum_concurrency == 10
    error_message = "Many events would use up the account's concurrency."
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
    condition     = aws_cloudwatch_metric_alarm.dead_letters.dimensions["QueueName"] == "jobs-test-settlements-dead-letters" && aws_cloudwatch_metric_alarm.messages_old.dimensions["QueueName"] == "jobs-test-settlements"
    error_message = "An alarm looks at another queue."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.dead_letters.alarm_description == var.alarms.dead_letters_mean && aws_cloudwatch_metric_alarm.messages_old.alarm_description == var.alarms.old_messages_mean
    error_message = "Whoever is woken reads something else."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.messages_old.threshold == 300
    error_message = "Events would be late long before anybody is told."
  }
}

run "keeps_and_excuses_events_for_as_long_as_it_is_told" {
  command = plan
  variables {
    retention_days = 1
    alarms         = { dead_letters_mean = "Lost.", old_messages_mean = "Late.", old_after_seconds = 1800 }
  }

  assert {
    condition     = aws_sqs_queue.this.message_retention_seconds == 86400
    error_message = "Events would wait for longer than anybody waits for them."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.messages_old.threshold == 1800
    error_message = "Retries that wait for their time would wake somebody."
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
    # A name with a blank.
    queue_name = "job ends"
    # A topic by its name.
    topic_arn = "job-events"
    # A filter that lets everything through.
    filter_policy = {}
    # A function by its name.
    function_arn = "settle-jobs"
    # A timeout that lambda refuses.
    function_timeout_seconds = 1000
    # A retention beyond that of dead letters.
    retention_days = 14
    # A concurrency that lambda refuses.
    max_concurrency = 1
    # An alarm before the first metric.
    alarms = { dead_letters_mean = "Lost.", old_messages_mean = "Late.", old_after_seconds = 1 }
    # A key alias.
    kms_key_arn = "alias/jobs"
    # An alarm topic by its name.
    alarm_topic_arn = "alarms"
  }

  expect_failures = [
    var.name_prefix,
    var.queue_name,
    var.topic_arn,
    var.filter_policy,
    var.function_arn,
    var.function_timeout_seconds,
    var.retention_days,
    var.max_concurrency,
    var.alarms,
    var.kms_key_arn,
    var.alarm_topic_arn,
  ]
}
