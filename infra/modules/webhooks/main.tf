# Job events on their way to webhooks, and what runs deliver-webhooks and retry-webhooks.
module "queue" {
  source = "../subscribed-queue"

  name_prefix              = var.name_prefix
  queue_name               = "webhooks"
  topic_arn                = var.topic_arn
  filter_policy            = { webhook = ["true"] }
  function_arn             = var.deliver_function_arn
  function_timeout_seconds = var.deliver_timeout_seconds
  # Receivers that hang hold no more than this.
  max_concurrency = var.max_concurrency
  kms_key_arn     = var.kms_key_arn
  alarm_topic_arn = var.alarm_topic_arn

  # A receiver that fails needs nobody here, and fails no message: its owner reads that in the log of deliveries.
  alarms = {
    dead_letters_mean = "Events for webhooks could not be handled: see the log of deliver-webhooks, then move the messages back to the queue."
    old_messages_mean = "Webhooks are told late: deliver-webhooks fails, or more events come than its concurrency delivers."
    # A retry is delayed by 900 s at most, and counts from when it was sent.
    old_after_seconds = 1800
  }
}

resource "aws_scheduler_schedule" "retry" {
  name                = "${var.name_prefix}-retry-webhooks"
  description         = "Sends messages for webhooks whose next try has come"
  schedule_expression = "rate(1 minute)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = var.retry_function_arn
    role_arn = aws_iam_role.scheduler.arn

    # After a minute the next run does it.
    retry_policy {
      maximum_event_age_in_seconds = 60
      maximum_retry_attempts       = 2
    }
  }
}

# The same for runs that the schedule started and that failed.
resource "aws_lambda_function_event_invoke_config" "retry" {
  function_name                = var.retry_function_arn
  maximum_event_age_in_seconds = 60
  maximum_retry_attempts       = 0
}

data "aws_caller_identity" "current" {}

resource "aws_iam_role" "scheduler" {
  name        = "${var.name_prefix}-webhooks-scheduler"
  description = "EventBridge Scheduler, to invoke retry-webhooks"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "scheduler.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "scheduler" {
  name = "permissions"
  role = aws_iam_role.scheduler.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "InvokeRetries"
      Effect   = "Allow"
      Action   = ["lambda:InvokeFunction"]
      Resource = [var.retry_function_arn]
    }]
  })
}
