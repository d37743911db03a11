# What needs a person.
locals {
  alarm_actions = var.alarm_topic_arn[*]
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  alarm_name        = "${local.name}-dead-letters"
  alarm_description = "Jobs of type ${var.settings.name} have failed for good. Look at their errors, then redrive or delete them."
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

# A worker that ends by itself, or never starts. Counted from what ECS reports, not from the log: a task that is killed
# for its memory, or whose image can't be pulled, logs nothing. A task that is stopped by scale-in, a deployment or a
# Spot reclaim has another code. The rule needs no target: EventBridge counts what it matches, at no cost.
resource "aws_cloudwatch_event_rule" "crash" {
  count = local.service_count

  name        = "${local.name}-crash"
  description = "Workers of job type ${var.settings.name} that ended by themselves or could not be started; only counted"

  event_pattern = jsonencode({
    source      = ["aws.ecs"]
    detail-type = ["ECS Task State Change"]
    detail = {
      clusterArn = [var.cluster_arn]
      group      = ["service:${aws_ecs_service.worker[0].name}"]
      lastStatus = ["STOPPED"]
      stopCode   = ["EssentialContainerExited", "TaskFailedToStart"]
    }
  })
}

resource "aws_cloudwatch_metric_alarm" "crash_loop" {
  count = local.service_count

  alarm_name        = "${local.name}-crash-loop"
  alarm_description = "Workers of type ${var.settings.name} end or fail to start again and again. Look at the stopped tasks' reasons and at the log."
  alarm_actions     = local.alarm_actions
  ok_actions        = local.alarm_actions

  namespace   = "AWS/Events"
  metric_name = "TriggeredRules"
  dimensions  = { RuleName = aws_cloudwatch_event_rule.crash[0].name }
  period      = 900
  statistic   = "Sum"

  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 3
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
}
