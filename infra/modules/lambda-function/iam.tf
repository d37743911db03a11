locals {
  log_statement = {
    Sid      = "WriteLog"
    Effect   = "Allow"
    Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    Resource = ["${aws_cloudwatch_log_group.this.arn}:*"]
  }

  # X-Ray knows no resources.
  tracing_statement = {
    Sid      = "Trace"
    Effect   = "Allow"
    Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
    Resource = ["*"]
  }

  statements = [
    for statement in var.policy_statements : merge(
      {
        Sid      = statement.sid
        Effect   = "Allow"
        Action   = statement.actions
        Resource = statement.resources
      },
      { for name, condition in { Condition = statement.condition } : name => condition if condition != null },
    )
  ]
}

resource "aws_iam_role" "this" {
  name        = var.name
  description = "Lambda function ${var.name}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = "permissions"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat([local.log_statement], var.tracing ? [local.tracing_statement] : [], local.statements)
  })
}
