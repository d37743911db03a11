resource "aws_cloudwatch_metric_alarm" "server_errors" {
  alarm_name        = "${var.name_prefix}-api-server-errors"
  alarm_description = "The API answers with 5xx: see the logs of the functions, and the access log for `integrationError`."

  namespace   = "AWS/ApiGateway"
  metric_name = "5xx"
  dimensions  = { ApiId = var.api_id }
  statistic   = "Sum"
  period      = 300

  comparison_operator = "GreaterThanThreshold"
  threshold           = var.tolerated_server_errors
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}

# What was accepted and lost on the way to a queue runs only because of the reconciler, and nobody else would notice.
resource "aws_cloudwatch_metric_alarm" "reconciler_stopped" {
  alarm_name        = "${var.name_prefix}-reconciler-stopped"
  alarm_description = "${var.reconciler_function_name} has not run for ten minutes: see its EventBridge schedule, and its log."

  namespace   = "AWS/Lambda"
  metric_name = "Invocations"
  dimensions  = { FunctionName = var.reconciler_function_name }
  statistic   = "Sum"
  period      = 300

  comparison_operator = "LessThanThreshold"
  threshold           = 1
  evaluation_periods  = 2
  treat_missing_data  = "breaching"

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}

# Nobody else makes the jobs of schedules.
resource "aws_cloudwatch_metric_alarm" "schedules_stopped" {
  alarm_name        = "${var.name_prefix}-schedules-stopped"
  alarm_description = "${var.schedules_function_name} has not run for ten minutes, and schedules make no jobs: see its EventBridge schedule, and its log."

  namespace   = "AWS/Lambda"
  metric_name = "Invocations"
  dimensions  = { FunctionName = var.schedules_function_name }
  statistic   = "Sum"
  period      = 300

  comparison_operator = "LessThanThreshold"
  threshold           = 1
  evaluation_periods  = 2
  treat_missing_data  = "breaching"

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "table_throttled" {
  for_each = var.table_names

  alarm_name        = "${var.name_prefix}-${each.key}-table-throttled"
  alarm_description = "DynamoDB refuses requests to ${each.value}: a hot key, or a load that grew faster than the table."

  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "throttled"
    expression  = "FILL(reads, 0) + FILL(writes, 0)"
    label       = "Refused requests"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { reads = "ReadThrottleEvents", writes = "WriteThrottleEvents" }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/DynamoDB"
        metric_name = metric_query.value
        dimensions  = { TableName = each.value }
        stat        = "Sum"
        period      = 300
      }
    }
  }

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}

# Messages are counted from their first enqueueing, so that a job that is tried again and again gets here too.
resource "aws_cloudwatch_metric_alarm" "messages_old" {
  for_each = var.job_types

  alarm_name        = "${var.name_prefix}-${each.key}-messages-old"
  alarm_description = "Jobs of type ${each.key} wait or run longer than they should: ${each.value.service_name == null ? "too few invocations at once, or a function that fails (see its errors and throttles)" : "too few workers, or workers that do not start (see service ${coalesce(each.value.service_name, "-")})"}."

  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.alarming_age_seconds
  evaluation_periods  = 5
  datapoints_to_alarm = 5
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "oldest"
    expression  = "MAX(METRICS())"
    label       = "Age of the oldest message"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { for index, name in each.value.queue_names : "queue${index}" => name }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/SQS"
        metric_name = "ApproximateAgeOfOldestMessage"
        dimensions  = { QueueName = metric_query.value }
        stat        = "Maximum"
        period      = 60
      }
    }
  }

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}
