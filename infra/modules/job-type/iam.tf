locals {
  partition = data.aws_partition.current.partition
  account   = data.aws_caller_identity.current.account_id
  region    = data.aws_region.current.id

  # Only a task of this account may take a role, on whosever behalf ECS asks for it.
  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account }
        ArnLike      = { "aws:SourceArn" = "arn:${local.partition}:ecs:${local.region}:${local.account}:*" }
      }
    }]
  })

  # Exactly the calls that a worker makes, wherever it is.
  work_statements = concat(
    [
      {
        Sid      = "ClaimAndEndJobs"
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:UpdateItem"]
        Resource = [var.jobs_table_arn]
      },
      {
        Sid      = "AddStatistics"
        Effect   = "Allow"
        Action   = ["dynamodb:UpdateItem"]
        Resource = [var.statistics_table_arn]
      },
      {
        Sid      = "ReadControls"
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem"]
        Resource = [var.controls_table_arn]
      },
      {
        # Sending: a job that is released, or waits for its next attempt, gets a fresh message.
        Sid    = "WorkOffLanes"
        Effect = "Allow"
        Action = concat(
          ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:SendMessage"],
          local.on_lambda ? [] : ["sqs:ReceiveMessage"],
        )
        Resource = [for lane in keys(local.lanes) : aws_sqs_queue.lane[lane].arn]
      },
      {
        Sid      = "PublishEvents"
        Effect   = "Allow"
        Action   = ["sns:Publish"]
        Resource = [var.topic_arn]
      },
      {
        Sid      = "ReadInputsAndUploads"
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["${var.payload_bucket_arn}/jobs/*/inputs/*", "${var.payload_bucket_arn}/scheduled/*", "${var.payload_bucket_arn}/uploads/*"]
      },
      {
        # A large file is written in parts, and given up when the job fails meanwhile.
        Sid      = "WriteResults"
        Effect   = "Allow"
        Action   = concat(["s3:AbortMultipartUpload", "s3:PutObject"], var.settings.resultRetentionDays == null ? [] : ["s3:PutObjectTagging"])
        Resource = ["${var.payload_bucket_arn}/jobs/*/attempts/*"]
      },
      {
        # Without it S3 answers 403 instead of 404 for an object that is not there, and the job would be retried
        # instead of failing with a clear error. A condition on the prefix would take the effect away.
        Sid      = "TellMissingFromForbidden"
        Effect   = "Allow"
        Action   = ["s3:ListBucket"]
        Resource = [var.payload_bucket_arn]
      },
    ],
    [for key in var.kms_key_arn[*] : {
      Sid      = "UseKey"
      Effect   = "Allow"
      Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
      Resource = [key]
    }],
  )

  task_statements = concat(local.work_statements, [
    {
      # The ECS agent makes these calls with the task's role.
      Sid      = "ProtectBusyTasks"
      Effect   = "Allow"
      Action   = ["ecs:GetTaskProtection", "ecs:UpdateTaskProtection"]
      Resource = ["arn:${local.partition}:ecs:${local.region}:${local.account}:task/${var.cluster_name}/*"]
    },
  ])

  # Account, region and name of the repository, when the image is in ECR.
  ecr_image = try(regex("^([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.[a-z.]+/([^:@]+)[:@]", var.image_uri), null)

  execution_statements = concat(
    [{
      Sid      = "WriteLog"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = [for arn in aws_cloudwatch_log_group.worker[*].arn : "${arn}:*"]
    }],
    local.ecr_image == null ? [] : [
      {
        Sid      = "PullImage"
        Effect   = "Allow"
        Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = ["arn:${local.partition}:ecr:${local.ecr_image[1]}:${local.ecr_image[0]}:repository/${local.ecr_image[2]}"]
      },
      {
        # Knows no resources.
        Sid      = "LogInToRegistry"
        Effect   = "Allow"
        Action   = ["ecr:GetAuthorizationToken"]
        Resource = ["*"]
      },
    ],
  )
}

# What the worker, and the code of its jobs, may do.
resource "aws_iam_role" "task" {
  count = local.service_count

  name               = "${local.name}-task"
  description        = "Workers of job type ${var.settings.name}"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "task" {
  count = local.service_count

  name   = "permissions"
  role   = aws_iam_role.task[0].id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.task_statements })
}

# What Fargate may do to start the worker.
resource "aws_iam_role" "execution" {
  count = local.service_count

  name               = "${local.name}-exec"
  description        = "Starts workers of job type ${var.settings.name}"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "execution" {
  count = local.service_count

  name   = "permissions"
  role   = aws_iam_role.execution[0].id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.execution_statements })
}
