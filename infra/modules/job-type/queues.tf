locals {
  lanes = { for queue in var.settings.queues : queue.lane => queue.name }
  days  = 24 * 60 * 60

  # Of each group for itself, and of as many groups at once as there are.
  fifo = var.settings.ordering == "fifo" ? { scope = "messageGroup", limit = "perMessageGroupId" } : null
}

resource "aws_sqs_queue" "dead_letters" {
  name = "${var.name_prefix}-${var.settings.deadLetterQueue}"

  # SQS moves the messages of a FIFO queue to nothing but another.
  fifo_queue            = local.fifo == null ? null : true
  deduplication_scope   = try(local.fifo.scope, null)
  fifo_throughput_limit = try(local.fifo.limit, null)

  # A message keeps the time at which it was first sent, so this must be longer than in the lanes.
  message_retention_seconds = 14 * local.days

  sqs_managed_sse_enabled = var.kms_key_arn == null ? true : null
  kms_master_key_id       = var.kms_key_arn
}

resource "aws_sqs_queue" "lane" {
  for_each = local.lanes

  name = "${var.name_prefix}-${each.value}"

  fifo_queue            = local.fifo == null ? null : true
  deduplication_scope   = try(local.fifo.scope, null)
  fifo_throughput_limit = try(local.fifo.limit, null)

  # A worker that is lost costs one lease. Living ones extend it with each heartbeat. For a function, the declaration says
  # several times its time limit, as Lambda demands; it begins with hiding its messages for a lease itself.
  visibility_timeout_seconds = var.settings.visibilityTimeoutSeconds
  receive_wait_time_seconds  = 20
  message_retention_seconds  = 7 * local.days

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters.arn
    maxReceiveCount     = var.settings.maxReceiveCount
  })

  sqs_managed_sse_enabled = var.kms_key_arn == null ? true : null
  kms_master_key_id       = var.kms_key_arn
}

# Only this type's lanes may use its dead-letter queue, so that a redrive never meets a stranger's messages.
resource "aws_sqs_queue_redrive_allow_policy" "dead_letters" {
  queue_url = aws_sqs_queue.dead_letters.id

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [for lane in keys(local.lanes) : aws_sqs_queue.lane[lane].arn]
  })
}

# Who may use a queue is decided by the roles of this account; this only takes away.
resource "aws_sqs_queue_policy" "tls_only" {
  for_each = merge(
    { for lane in keys(local.lanes) : lane => aws_sqs_queue.lane[lane] },
    { dead-letters = aws_sqs_queue.dead_letters },
  )

  queue_url = each.value.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DenyWithoutTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = each.value.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
