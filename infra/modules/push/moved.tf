# The queue had no module of its own before: it stays the same queue, with what waits in it.
moved {
  from = aws_sqs_queue.this
  to   = module.queue.aws_sqs_queue.this
}

moved {
  from = aws_sqs_queue.dead_letters
  to   = module.queue.aws_sqs_queue.dead_letters
}

moved {
  from = aws_sqs_queue_redrive_allow_policy.dead_letters
  to   = module.queue.aws_sqs_queue_redrive_allow_policy.dead_letters
}

moved {
  from = aws_sqs_queue_policy.this
  to   = module.queue.aws_sqs_queue_policy.this
}

moved {
  from = aws_sqs_queue_policy.dead_letters
  to   = module.queue.aws_sqs_queue_policy.dead_letters
}

moved {
  from = aws_sns_topic_subscription.this
  to   = module.queue.aws_sns_topic_subscription.this
}

moved {
  from = aws_lambda_event_source_mapping.this
  to   = module.queue.aws_lambda_event_source_mapping.this
}

moved {
  from = aws_cloudwatch_metric_alarm.dead_letters
  to   = module.queue.aws_cloudwatch_metric_alarm.dead_letters
}

moved {
  from = aws_cloudwatch_metric_alarm.messages_old
  to   = module.queue.aws_cloudwatch_metric_alarm.messages_old
}
