# What needs a person. A receiver that fails does not: its owner reads that in the log of deliveries.
locals {
  alarm_actions = var.alarm_topic_arn[*]
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  alarm_name        = "${var.name_prefix}-webhooks-dead-letters"
  alarm_description = "Events for webhooks could not be handled: see the log of deliver-webhooks, then move the messages back to the queue."
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
  alarm_name        = "${var.name_prefix}-webhooks-messages-old"
  alarm_description = "Webhooks are told late: deliver-webhooks fails, or more events come than its concurrency delivers."
  alarm_actions     = local.alarm_actions
  ok_actions        = local.alarm_actions

  namespace   = "AWS/SQS"
  metric_name = "ApproximateAgeOfOldestMessage"
  dimensions  = { QueueName = aws_sqs_queue.this.name }
  period      = 60
  statistic   = "Maximum"

  # A retry is delayed by 900 s at most, and counts from when it was sent.
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1800
  evaluation_periods  = 5
  treat_missing_data  = "notBreaching"
}
