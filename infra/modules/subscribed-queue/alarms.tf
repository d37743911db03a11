# What needs a person.
locals {
  alarm_actions = var.alarm_topic_arn[*]
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  alarm_name        = "${var.name_prefix}-${var.queue_name}-dead-letters"
  alarm_description = var.alarms.dead_letters_mean
  alarm_actions     = local.alarm_actions
  ok_actions        = local.alarm_actions

  namespace   = "AWS/SQS"
  metric_name = "ApproximateNumberOfMessagesVisible"
  dimensions  = { QueueName = aws_sqs_queue.dead_letters.name }
  period      = 60
  statistic   = "Maximum"

  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "messages_old" {
  alarm_name        = "${var.name_prefix}-${var.queue_name}-messages-old"
  alarm_description = var.alarms.old_messages_mean
  alarm_actions     = local.alarm_actions
  ok_actions        = local.alarm_actions

  namespace   = "AWS/SQS"
  metric_name = "ApproximateAgeOfOldestMessage"
  dimensions  = { QueueName = aws_sqs_queue.this.name }
  period      = 60
  statistic   = "Maximum"

  comparison_operator = "GreaterThanThreshold"
  threshold           = var.alarms.old_after_seconds
  evaluation_periods  = 5
  treat_missing_data  = "notBreaching"
}
