# What needs a person. The reconciler makes up for what is lost, minutes later.
locals {
  alarm_actions = var.alarm_topic_arn[*]
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  alarm_name        = "${var.name_prefix}-settlements-dead-letters"
  alarm_description = "Ends of jobs could not be settled: see the log of settle-jobs, then move the messages back to the queue."
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
  alarm_name        = "${var.name_prefix}-settlements-messages-old"
  alarm_description = "Follow-ups start late and batches complete late: settle-jobs fails, or more jobs end than its concurrency settles."
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
