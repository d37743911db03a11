resource "aws_sns_topic" "this" {
  name = "${var.name_prefix}-job-events"

  # SNS does not encrypt unless it is told with which key. The one that AWS manages has no monthly price, and lets every
  # principal of the account through that may publish.
  kms_master_key_id = var.kms_key_arn == null ? "alias/aws/sns" : var.kms_key_arn

  # SHA-256; the default signs with SHA-1.
  signature_version = 2
}

# Who may publish or subscribe is decided by the roles of this account; this only takes away.
resource "aws_sns_topic_policy" "this" {
  arn = aws_sns_topic.this.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DenyWithoutTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.this.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
