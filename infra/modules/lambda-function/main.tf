resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

# From a bucket, since the provider makes functions of local files one after the other, 5 s for each.
resource "aws_s3_object" "package" {
  bucket = var.package_bucket
  # By its content, so that the function never meets another one's.
  key    = "${var.name}/${filesha256(var.zip_path)}.zip"
  source = var.zip_path

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lambda_function" "this" {
  function_name = var.name
  description   = var.description
  role          = aws_iam_role.this.arn

  runtime       = "nodejs22.x"
  architectures = ["arm64"]
  handler       = var.handler
  memory_size   = var.memory_mib
  timeout       = var.timeout_seconds

  ephemeral_storage {
    size = var.ephemeral_storage_mib
  }

  s3_bucket        = aws_s3_object.package.bucket
  s3_key           = aws_s3_object.package.key
  source_code_hash = filebase64sha256(var.zip_path)

  # -1 is how Lambda says that nothing is reserved.
  reserved_concurrent_executions = coalesce(var.reserved_concurrency, -1)

  kms_key_arn = var.kms_key_arn

  environment {
    variables = var.environment
  }

  logging_config {
    # Lambda's own lines in JSON too, so that one query reads the whole group.
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.this.name
    # The function filters by LOG_LEVEL; a second filter would drop what an operator asked for.
    application_log_level = "TRACE"
    system_log_level      = "INFO"
  }

  tracing_config {
    mode = var.tracing ? "Active" : "PassThrough"
  }

  # Without the permission to log, the first invocations would leave no trace.
  depends_on = [aws_iam_role_policy.this]
}
