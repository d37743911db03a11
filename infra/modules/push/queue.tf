# Job events on their way to connections.
module "queue" {
  source = "../subscribed-queue"

  name_prefix              = var.name_prefix
  queue_name               = "push"
  topic_arn                = var.topic_arn
  filter_policy            = { watched = ["true"] }
  function_arn             = var.push_function_arn
  function_timeout_seconds = var.push_timeout_seconds
  # No connection lasts longer than two hours: after a day nobody waits for it.
  retention_days = 1
  # What is pushed counts against the account's requests to API Gateway, which the API itself needs.
  max_concurrency = var.max_concurrency
  kms_key_arn     = var.kms_key_arn
  alarm_topic_arn = var.alarm_topic_arn

  # A client that is gone needs nobody, and fails no message.
  alarms = {
    dead_letters_mean = "Clients could not be told of jobs that they watch: see the log of push-events. They know the state when they subscribe again."
    old_messages_mean = "Clients are told late of jobs that they watch: push-events fails, or more events come than its concurrency pushes."
  }
}
