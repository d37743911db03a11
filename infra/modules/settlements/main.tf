# The ends of jobs that something waits for: follow-ups, batches, limits. A subscription with a filter brings only those,
# so that other jobs cost nothing here.
locals {
  days = 24 * 60 * 60

  # AWS asks for six times the function's timeout, so that a throttled function does not lose its messages.
  visibility_timeout_seconds = 6 * var.settle_timeout_seconds
}

resource "aws_sqs_queue" "dead_letters" {
  name = "${var.name_prefix}-settlements-dead-letters"

  # A message keeps the time at which it was first sent, so this must be longer than in the queue itself.
  message_retention_seconds = 14 * local.days

  sqs_managed_sse_enabled = var.kms_key_arn == null ? true : null
  kms_master_key_id       = var.kms_key_arn
}

resource "aws_sqs_queue" "this" {
  name = "${var.name_prefix}-settlements"

  visibility_timeout_seconds = local.visibility_timeout_seconds
  receive_wait_time_seconds  = 20
  message_retention_seconds  = 7 * local.days

  # Settling twice changes nothing: only what could not be read or written comes again.
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters.arn
    maxReceiveCount     = 5
  })

  sqs_managed_sse_enabled = var.kms_key_arn == null ? true : null
  kms_master_key_id       = var.kms_key_arn
}

resource "aws_sqs_queue_redrive_allow_policy" "dead_letters" {
  queue_url = aws_sqs_queue.dead_letters.id

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.this.arn]
  })
}

# The roles of this account decide who may use the queues; beside them, only the topic may send.
resource "aws_sqs_queue_policy" "this" {
  queue_url = aws_sqs_queue.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyWithoutTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.this.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "TakeJobEvents"
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.this.arn
        Condition = { ArnEquals = { "aws:SourceArn" = var.topic_arn } }
      },
    ]
  })
}

resource "aws_sqs_queue_policy" "dead_letters" {
  queue_url = aws_sqs_queue.dead_letters.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DenyWithoutTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.dead_letters.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

resource "aws_sns_topic_subscription" "this" {
  topic_arn            = var.topic_arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.this.arn
  raw_message_delivery = true
  filter_policy        = jsonencode({ settles = ["true"] })

  # Otherwise the first events would be refused by the queue, and lost.
  depends_on = [aws_sqs_queue_policy.this]
}

resource "aws_lambda_event_source_mapping" "this" {
  event_source_arn = aws_sqs_queue.this.arn
  function_name    = var.settle_function_arn
  batch_size       = 10

  # Of a batch, only the messages that the function names come again.
  function_response_types = ["ReportBatchItemFailures"]

  # The ends of a great batch must not use up the account's concurrency, which the API's functions need.
  scaling_config {
    maximum_concurrency = var.max_concurrency
  }
}
