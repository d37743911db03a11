# What runs deliver-webhooks and retry-webhooks.
resource "aws_lambda_event_source_mapping" "this" {
  event_source_arn = aws_sqs_queue.this.arn
  function_name    = var.deliver_function_arn
  batch_size       = 10

  # Of a batch, only the messages that the function names come again.
  function_response_types = ["ReportBatchItemFailures"]

  # Receivers that hang must not use up the account's concurrency, which the API's functions need.
  scaling_config {
    maximum_concurrency = var.max_concurrency
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
