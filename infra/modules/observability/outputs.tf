output "alarm_topic_arn" {
  description = "SNS topic of all alarms: subscribe a pager or a chat to it."
  value       = aws_sns_topic.alarms.arn
}

output "dashboard_name" {
  description = "Name of the CloudWatch dashboard."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}

output "alarm_names" {
  description = "Names of the alarms of this module."
  value = sort(concat(
    [aws_cloudwatch_metric_alarm.server_errors.alarm_name, aws_cloudwatch_metric_alarm.reconciler_stopped.alarm_name, aws_cloudwatch_metric_alarm.schedules_stopped.alarm_name, aws_cloudwatch_metric_alarm.wakes_failed.alarm_name],
    values(aws_cloudwatch_metric_alarm.table_throttled)[*].alarm_name,
    values(aws_cloudwatch_metric_alarm.messages_old)[*].alarm_name,
  ))
}
