# Backlog is what is visible, in flight and delayed, over all lanes: whoever scales in on "visible" alone stops the work
# in flight.
locals {
  backlog_parts = {
    visible   = "ApproximateNumberOfMessagesVisible"
    in_flight = "ApproximateNumberOfMessagesNotVisible"
    delayed   = "ApproximateNumberOfMessagesDelayed"
  }

  backlog_metrics = merge([for lane in keys(local.lanes) : {
    for part, metric in local.backlog_parts : "${part}_${lane}" => { name = metric, queue = aws_sqs_queue.lane[lane].name }
  }]...)

  # SUM over a list passes over a lane without a data point, as one has that nobody has used for hours; "+" would have
  # no result. Filling with zeros would hide a backlog whose metrics come late.
  backlog_expression = "SUM([${join(",", keys(local.backlog_metrics))}])"

  backlog_alarms = {
    out = {
      name        = "${local.name}-backlog"
      description = "Scales ${var.settings.name} out. In alarm while there is work, which is no trouble."
      comparison  = "GreaterThanOrEqualToThreshold"
      threshold   = local.scale_out_threshold
      minutes     = 1
      action      = one(aws_appautoscaling_policy.out[*].arn)
    }
    in = {
      name        = "${local.name}-no-backlog"
      description = "Scales ${var.settings.name} in. In alarm while there is nothing to do, which is no trouble."
      comparison  = "LessThanOrEqualToThreshold"
      threshold   = 0
      minutes     = var.scale_in_after_minutes
      action      = one(aws_appautoscaling_policy.in[*].arn)
    }
  }
}

# Each alarm is the only one of its policy: the bounds of the policy's steps count from the alarm's threshold.
resource "aws_cloudwatch_metric_alarm" "backlog" {
  for_each = { for direction, alarm in local.backlog_alarms : direction => alarm if !local.on_lambda }

  alarm_name        = each.value.name
  alarm_description = each.value.description
  alarm_actions     = [each.value.action]

  comparison_operator = each.value.comparison
  threshold           = each.value.threshold
  evaluation_periods  = each.value.minutes
  datapoints_to_alarm = each.value.minutes

  # Queues that nobody has used for six hours have no metrics: nothing is to be scaled then, in either direction.
  treat_missing_data = "notBreaching"

  metric_query {
    id          = "backlog"
    label       = "Backlog"
    expression  = local.backlog_expression
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.backlog_metrics
    content {
      id          = metric_query.key
      return_data = false

      metric {
        namespace   = "AWS/SQS"
        metric_name = metric_query.value.name
        dimensions  = { QueueName = metric_query.value.queue }
        period      = 60
        stat        = "Maximum"
      }
    }
  }
}
