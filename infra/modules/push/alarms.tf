# What needs a person. A client that is gone does not.
locals {
  alarm_actions = var.alarm_topic_arn[*]
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  alarm_name        = "${var.name_prefix}-push-dead-letters"
  alarm_description = "Clients could not be told of jobs that they watch: see the log of push-events. They know the state when they subscribe again."
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
  alarm_name        = "${var.name_prefix}-push-messages-old"
  alarm_description = "Clients are told late of jobs that they watch: push-events fails, or more events come than its concurrency pushes."
  alarm_actions     = local.alarm_actions
  ok_actions        = local.alarm_actions

  namespace   = "AWS/SQS"
  metric_name = "ApproximateAgeOfOldestMessage"
  dimensions  = { QueueName = aws_sqs_queue.this.name }
  period      = 60
  statistic   = "Maximum"

  comparison_operator = "GreaterThanThreshold"
  threshold           = 300
  evaluation_periods  = 5
  treat_missing_data  = "notBreaching"
}
