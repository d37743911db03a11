mock_provider "aws" {}

variables {
  name_prefix = "jobs-test"

  settings = {
    name                     = "ledger"
    title                    = "Entries, in order"
    ordering                 = "fifo"
    queues                   = [{ lane = "standard", name = "ledger-standard.fifo" }]
    deadLetterQueue          = "ledger-dead-letters.fifo"
    maxReceiveCount          = 5
    leaseSeconds             = 60
    visibilityTimeoutSeconds = 60
    timeLimitSeconds         = 600
    maxAttempts              = 3
    concurrencyPerWorker     = 2
    compute                  = { cpuUnits = 512, memoryMiB = 2048, minTasks = 0, maxTasks = 3, scalingSteps = [{ backlogAtLeast = 1, tasks = 3 }] }
  }

  cluster_arn          = "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs-test"
  cluster_name         = "jobs-test"
  image_uri            = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/jobs/worker:0a1b2c3"
  subnet_ids           = ["subnet-0aaaaaaaaaaaaaaaa"]
  security_group_ids   = ["sg-0aaaaaaaaaaaaaaaa"]
  environment          = { JOBS_TABLE_NAME = "jobs-test-jobs" }
  jobs_table_arn       = "arn:aws:dynamodb:eu-central-1:123456789012:table/jobs-test-jobs"
  statistics_table_arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/jobs-test-job-statistics"
  controls_table_arn   = "arn:aws:dynamodb:eu-central-1:123456789012:table/jobs-test-controls"
  package_bucket       = "jobs-test-packages"
  payload_bucket_arn   = "arn:aws:s3:::jobs-test-payloads"
  topic_arn            = "arn:aws:sns:eu-central-1:123456789012:jobs-test-job-events"
}

run "keeps_the_order_of_each_group_in_fifo_queues" {
  command = plan

  assert {
    condition = (
      aws_sqs_queue.lane["standard"].name == "jobs-test-ledger-standard.fifo"
      && aws_sqs_queue.dead_letters.name == "jobs-test-ledger-dead-letters.fifo"
    )
    error_message = "SQS takes FIFO queues only under names that end in .fifo."
  }
  assert {
    condition = alltrue([for queue in [aws_sqs_queue.lane["standard"], aws_sqs_queue.dead_letters] :
      queue.fifo_queue && queue.deduplication_scope == "messageGroup" && queue.fifo_throughput_limit == "perMessageGroupId"
    ])
    error_message = "Both are FIFO queues, or SQS would refuse to move dead letters, with a throughput for each group."
  }
}

run "refuses_an_order_over_several_lanes" {
  command = plan
  variables {
    settings = {
      name                     = "ledger"
      title                    = "Entries, in order"
      ordering                 = "fifo"
      queues                   = [{ lane = "standard", name = "ledger-standard.fifo" }, { lane = "high", name = "ledger-high.fifo" }]
      deadLetterQueue          = "ledger-dead-letters.fifo"
      maxReceiveCount          = 5
      leaseSeconds             = 60
      visibilityTimeoutSeconds = 60
      timeLimitSeconds         = 600
      maxAttempts              = 3
      concurrencyPerWorker     = 2
      compute                  = { cpuUnits = 512, memoryMiB = 2048, minTasks = 0, maxTasks = 3, scalingSteps = [{ backlogAtLeast = 1, tasks = 3 }] }
    }
  }
  expect_failures = [var.settings]
}

run "refuses_an_order_that_there_is_not" {
  command = plan
  variables {
    settings = {
      name                     = "ledger"
      title                    = "Entries, in order"
      ordering                 = "lifo"
      queues                   = [{ lane = "standard", name = "ledger-standard.fifo" }]
      deadLetterQueue          = "ledger-dead-letters.fifo"
      maxReceiveCount          = 5
      leaseSeconds             = 60
      visibilityTimeoutSeconds = 60
      timeLimitSeconds         = 600
      maxAttempts              = 3
      concurrencyPerWorker     = 2
      compute                  = { cpuUnits = 512, memoryMiB = 2048, minTasks = 0, maxTasks = 3, scalingSteps = [{ backlogAtLeast = 1, tasks = 3 }] }
    }
  }
  expect_failures = [var.settings]
}

run "refuses_a_fifo_queue_that_is_not_called_so" {
  command = plan
  variables {
    settings = {
      name                     = "ledger"
      title                    = "Entries, in order"
      ordering                 = "fifo"
      queues                   = [{ lane = "standard", name = "ledger-standard" }]
      deadLetterQueue          = "ledger-dead-letters"
      maxReceiveCount          = 5
      leaseSeconds             = 60
      visibilityTimeoutSeconds = 60
      timeLimitSeconds         = 600
      maxAttempts              = 3
      concurrencyPerWorker     = 2
      compute                  = { cpuUnits = 512, memoryMiB = 2048, minTasks = 0, maxTasks = 3, scalingSteps = [{ backlogAtLeast = 1, tasks = 3 }] }
    }
  }
  expect_failures = [var.settings]
}
