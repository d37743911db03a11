# For a job type that is a Lambda function: the queues invoke it, and nothing has to be started or scaled.
module "function" {
  source = "../lambda-function"
  count  = local.on_lambda ? 1 : 0

  name                  = "${local.name}-jobs"
  description           = "Runs jobs of type ${var.settings.name}"
  zip_path              = var.function_zip_path
  package_bucket        = var.package_bucket
  memory_mib            = local.compute.memoryMiB
  ephemeral_storage_mib = local.compute.ephemeralStorageMiB
  timeout_seconds       = local.compute.timeoutSeconds
  environment           = merge(var.environment, { JOB_TYPE = var.settings.name, QUEUE_URL_PREFIX = local.queue_url_prefix })
  policy_statements     = local.function_statements
  log_retention_days    = var.log_retention_days
  kms_key_arn           = var.kms_key_arn
  alarm_topic_arn       = var.alarm_topic_arn
  tracing               = var.tracing
}

locals {
  function_statements = [
    for statement in concat(local.work_statements, [{
      # The event source makes these calls with the function's role.
      Sid      = "FeedFunction"
      Action   = ["sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
      Resource = [for lane in keys(local.lanes) : aws_sqs_queue.lane[lane].arn]
    }]) : { sid = statement.Sid, actions = statement.Action, resources = statement.Resource }
  ]
}

resource "aws_lambda_event_source_mapping" "lane" {
  for_each = local.on_lambda ? local.lanes : {}

  event_source_arn = aws_sqs_queue.lane[each.key].arn
  function_name    = module.function[0].function_arn

  # No window: the first message is handed over at once.
  batch_size = var.settings.concurrencyPerWorker

  # Of a batch, only the messages that the function names come again.
  function_response_types = ["ReportBatchItemFailures"]

  # A backlog must not use up the account's concurrency, which the API's functions need. More than this is not even
  # received, so that waiting uses up no receive of a message.
  scaling_config {
    maximum_concurrency = local.compute.maxConcurrency
  }
}
