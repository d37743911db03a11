locals {
  wakes_namespace = "${var.name_prefix}/functions"
  wakes_metric    = "WakesFailed"
}

# Counted from the functions' logs. One that fails is made up for within a minute.
resource "aws_cloudwatch_log_metric_filter" "wakes_failed" {
  for_each = toset(var.waking_function_names)

  name           = "${each.key}-wakes-failed"
  log_group_name = "/aws/lambda/${each.key}"
  pattern        = "{ $.event = \"wake-failed\" }"

  metric_transformation {
    namespace = local.wakes_namespace
    name      = local.wakes_metric
    value     = "1"
    unit      = "Count"
  }
}

resource "aws_cloudwatch_metric_alarm" "wakes_failed" {
  alarm_name        = "${var.name_prefix}-wakes-failed"
  alarm_description = "Services that sleep are not woken, so that the first jobs wait for the alarms on backlog: see `wake-failed` in the log of ${var.reconciler_function_name}."

  namespace   = local.wakes_namespace
  metric_name = local.wakes_metric
  statistic   = "Sum"
  period      = 300

  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 3
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}
