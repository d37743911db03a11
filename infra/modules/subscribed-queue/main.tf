# Job events on their way to a function. A subscription with a filter brings only those that the function is for, so that
# other jobs cost nothing here.
locals {
  seconds_per_day = 24 * 60 * 60

  # AWS asks for six times the function's timeout, so that a throttled function does not lose its messages.
  visibility_timeout_seconds = 6 * var.function_timeout_seconds
}

resource "aws_sqs_queue" "dead_letters" {
  name = "${var.name_prefix}-${var.queue_name}-dead-letters"

  # A message keeps the time at which it was first sent, so this must be longer than in the queue itself.
  message_retention_seconds = 14 * local.seconds_per_day

  sqs_managed_sse_enabled = var.kms_key_arn == null ? true : null
  kms_master_key_id       = var.kms_key_arn
}

resource "aws_sqs_queue" "this" {
  name = "${var.name_prefix}-${var.queue_name}"

  visibility_timeout_seconds = local.visibility_timeout_seconds
  receive_wait_time_seconds  = 20
  message_retention_seconds  = var.retention_days * local.seconds_per_day

  # Handling an event twice changes nothing: only what could not be read or written comes again.
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
  filter_policy        = jsonencode(var.filter_policy)

  # Otherwise the first events would be refused by the queue, and lost.
  depends_on = [aws_sqs_queue_policy.this]
}

resource "aws_lambda_event_source_mapping" "this" {
  event_source_arn = aws_sqs_queue.this.arn
  function_name    = var.function_arn
  batch_size       = 10

  # Of a batch, only the messages that the function names come again.
  function_response_types = ["ReportBatchItemFailures"]

  # Many events at once must not use up the account's concurrency, which the API's functions need.
  scaling_config {
    maximum_concurrency = var.max_concurrency
  }
}
