data "aws_caller_identity" "current" {}

# What makes up for lost messages and dead workers runs every minute.
resource "aws_scheduler_schedule" "reconcile_jobs" {
  name                = "${local.name_prefix}-reconcile-jobs"
  description         = "Dispatches jobs that no message stands for"
  schedule_expression = "rate(1 minute)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = module.function["reconcile-jobs"].function_arn
    role_arn = aws_iam_role.scheduler.arn

    # After a minute the next run does it.
    retry_policy {
      maximum_event_age_in_seconds = 60
      maximum_retry_attempts       = 2
    }
  }
}

# The same for runs that the schedule started and that failed.
resource "aws_lambda_function_event_invoke_config" "reconcile_jobs" {
  function_name                = module.function["reconcile-jobs"].function_name
  maximum_event_age_in_seconds = 60
  maximum_retry_attempts       = 0
}

# What makes the jobs of schedules: theirs are items of a table, and this looks at them.
resource "aws_scheduler_schedule" "run_schedules" {
  name                = "${local.name_prefix}-run-schedules"
  description         = "Makes the jobs of schedules whose time is near"
  schedule_expression = "rate(1 minute)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = module.function["run-schedules"].function_arn
    role_arn = aws_iam_role.scheduler.arn

    # After a minute the next run does it.
    retry_policy {
      maximum_event_age_in_seconds = 60
      maximum_retry_attempts       = 2
    }
  }
}

resource "aws_lambda_function_event_invoke_config" "run_schedules" {
  function_name                = module.function["run-schedules"].function_name
  maximum_event_age_in_seconds = 60
  maximum_retry_attempts       = 0
}

resource "aws_iam_role" "scheduler" {
  name        = "${local.name_prefix}-scheduler"
  description = "EventBridge Scheduler, to invoke what runs every minute"

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
      Sid      = "InvokeEveryMinute"
      Effect   = "Allow"
      Action   = ["lambda:InvokeFunction"]
      Resource = [for name in ["reconcile-jobs", "run-schedules"] : module.function[name].function_arn]
    }]
  })
}
