mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_region" {
    defaults = { id = "eu-central-1" }
  }
}

override_resource {
  target = aws_sqs_queue.lane["standard"]
  values = {
    arn = "arn:aws:sqs:eu-central-1:123456789012:jobs-test-resize-standard"
    url = "https://sqs.eu-central-1.amazonaws.com/123456789012/jobs-test-resize-standard"
    id  = "https://sqs.eu-central-1.amazonaws.com/123456789012/jobs-test-resize-standard"
  }
}

override_resource {
  target = aws_sqs_queue.lane["high"]
  values = {
    arn = "arn:aws:sqs:eu-central-1:123456789012:jobs-test-resize-high"
    url = "https://sqs.eu-central-1.amazonaws.com/123456789012/jobs-test-resize-high"
    id  = "https://sqs.eu-central-1.amazonaws.com/123456789012/jobs-test-resize-high"
  }
}

override_resource {
  target = aws_sqs_queue.lane["low"]
  values = {
    arn = "arn:aws:sqs:eu-central-1:123456789012:jobs-test-resize-low"
    url = "https://sqs.eu-central-1.amazonaws.com/123456789012/jobs-test-resize-low"
    id  = "https://sqs.eu-central-1.amazonaws.com/123456789012/jobs-test-resize-low"
  }
}

override_resource {
  target = aws_sqs_queue.dead_letters
  values = {
    arn = "arn:aws:sqs:eu-central-1:123456789012:jobs-test-resize-dead-letters"
    url = "https://sqs.eu-central-1.amazonaws.com/123456789012/jobs-test-resize-dead-letters"
    id  = "https://sqs.eu-central-1.amazonaws.com/123456789012/jobs-test-resize-dead-letters"
  }
}

override_resource {
  target = module.function[0].aws_iam_role.this
  values = { arn = "arn:aws:iam::123456789012:role/jobs-test-resize-jobs" }
}

override_resource {
  target = module.function[0].aws_lambda_function.this
  values = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-resize-jobs" }
}

override_resource {
  target = module.function[0].aws_cloudwatch_log_group.this
  values = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/jobs-test-resize-jobs" }
}

variables {
  name_prefix = "jobs-test"

  settings = {
    name  = "resize"
    title = "Images, smaller"
    queues = [
      { lane = "standard", name = "resize-standard" },
      { lane = "high", name = "resize-high" },
      { lane = "low", name = "resize-low" },
    ]
    deadLetterQueue          = "resize-dead-letters"
    maxReceiveCount          = 5
    leaseSeconds             = 45
    visibilityTimeoutSeconds = 3780
    timeLimitSeconds         = 600
    maxAttempts              = 3
    concurrencyPerWorker     = 2
    compute = {
      kind                = "lambda"
      memoryMiB           = 1024
      maxConcurrency      = 50
      ephemeralStorageMiB = 2048
      timeoutSeconds      = 630
    }
  }

  cluster_arn          = "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs-test"
  cluster_name         = "jobs-test"
  image_uri            = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/jobs/worker:0a1b2c3"
  subnet_ids           = ["subnet-0aaaaaaaaaaaaaaaa", "subnet-0bbbbbbbbbbbbbbbb"]
  security_group_ids   = ["sg-0aaaaaaaaaaaaaaaa"]
  environment          = { JOBS_TABLE_NAME = "jobs-test-jobs", LOG_LEVEL = "info" }
  jobs_table_arn       = "arn:aws:dynamodb:eu-central-1:123456789012:table/jobs-test-jobs"
  statistics_table_arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/jobs-test-job-statistics"
  controls_table_arn   = "arn:aws:dynamodb:eu-central-1:123456789012:table/jobs-test-controls"
  package_bucket       = "jobs-test-packages"
  payload_bucket_arn   = "arn:aws:s3:::jobs-test-payloads"
  topic_arn            = "arn:aws:sns:eu-central-1:123456789012:jobs-test-job-events"
  alarm_topic_arn      = "arn:aws:sns:eu-central-1:123456789012:jobs-test-alarms"
  function_zip_path    = "../lambda-function/tests/empty.zip"
}

run "runs_nothing_but_a_function" {
  command = apply

  assert {
    condition     = length(aws_ecs_service.worker) + length(aws_ecs_task_definition.worker) + length(aws_appautoscaling_target.tasks) + length(aws_iam_role.task) + length(aws_iam_role.execution) == 0
    error_message = "There is no service, and nothing of one."
  }
  assert {
    condition     = length(aws_cloudwatch_metric_alarm.backlog) + length(aws_cloudwatch_metric_alarm.crash_loop) == 0
    error_message = "Nothing is scaled, and no task can crash."
  }
  assert {
    condition     = output.function_name == "jobs-test-resize-jobs" && output.service_name == null && output.service_arn == null && output.scalable_target_arn == null
    error_message = "The function is told by its name, and there is no service to tell of."
  }
  assert {
    condition     = output.log_group_name == "/aws/lambda/jobs-test-resize-jobs"
    error_message = "Attempts are counted from the function's log."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.dead_letters.dimensions == tomap({ QueueName = "jobs-test-resize-dead-letters" })
    error_message = "Somebody is told of dead letters."
  }
}

run "invokes_the_function_by_every_lane" {
  command = apply

  assert {
    condition     = { for lane, source in aws_lambda_event_source_mapping.lane : lane => source.event_source_arn } == { for lane, queue in aws_sqs_queue.lane : lane => queue.arn }
    error_message = "Each lane invokes the function."
  }
  assert {
    condition = alltrue([for source in values(aws_lambda_event_source_mapping.lane) :
      source.function_name == "arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-resize-jobs"
      && source.batch_size == 2
      && source.maximum_batching_window_in_seconds == null
      && source.function_response_types == toset(["ReportBatchItemFailures"])
      && source.scaling_config[0].maximum_concurrency == 50
    ])
    error_message = "A batch is as large as the jobs at once and is not waited for, comes again in part, and is bounded in number."
  }
  assert {
    condition     = alltrue([for queue in aws_sqs_queue.lane : queue.visibility_timeout_seconds == 3780])
    error_message = "A queue hides messages for as long as the declaration says."
  }
}

run "lets_the_function_do_a_workers_work_and_nothing_else" {
  command = apply

  assert {
    condition     = [for statement in local.function_statements : statement.actions if statement.sid == "WorkOffLanes"] == [["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:SendMessage"]]
    error_message = "It works with messages, and receives none itself."
  }
  assert {
    condition     = [for statement in local.function_statements : statement.actions if statement.sid == "FeedFunction"] == [["sqs:GetQueueAttributes", "sqs:ReceiveMessage"]]
    error_message = "The event source may receive messages for it."
  }
  assert {
    condition     = !contains(local.function_statements[*].sid, "ProtectBusyTasks")
    error_message = "There is no task to protect."
  }
  assert {
    condition     = toset(local.work_statements[*].Sid) == setsubtract(toset(local.function_statements[*].sid), ["FeedFunction"])
    error_message = "Otherwise it may what a worker may."
  }
}
