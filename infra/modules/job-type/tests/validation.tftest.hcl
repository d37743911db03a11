mock_provider "aws" {}

variables {
  name_prefix = "jobs-test"

  settings = {
    name                     = "resize"
    title                    = "Images, smaller"
    queues                   = [{ lane = "standard", name = "resize-standard" }]
    deadLetterQueue          = "resize-dead-letters"
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

run "refuses_a_name_that_is_too_long_for_a_role" {
  command = plan
  variables {
    name_prefix = "jobs-of-the-platform"
  }
  expect_failures = [var.name_prefix]
}

run "refuses_a_job_type_that_aws_could_not_name" {
  command = plan
  variables {
    settings = {
      name                     = "Resize_Images"
      title                    = "Images, smaller"
      queues                   = [{ lane = "standard", name = "resize-standard" }]
      deadLetterQueue          = "resize-dead-letters"
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

run "refuses_gpus_on_fargate" {
  command = plan
  variables {
    settings = merge(var.settings, { compute = merge(var.settings.compute, { gpus = 1 }) })
  }
  expect_failures = [var.settings]
}

run "refuses_a_job_type_without_its_standard_lane" {
  command = plan
  variables {
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [{ lane = "high", name = "resize-high" }]
      deadLetterQueue          = "resize-dead-letters"
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

run "refuses_more_lanes_than_an_alarm_can_read" {
  command = plan
  variables {
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [for lane in ["standard", "high", "low", "night"] : { lane = lane, name = "resize-${lane}" }]
      deadLetterQueue          = "resize-dead-letters"
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

run "refuses_a_lease_that_no_heartbeat_could_keep" {
  command = plan
  variables {
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [{ lane = "standard", name = "resize-standard" }]
      deadLetterQueue          = "resize-dead-letters"
      maxReceiveCount          = 5
      leaseSeconds             = 1
      visibilityTimeoutSeconds = 1
      timeLimitSeconds         = 600
      maxAttempts              = 3
      concurrencyPerWorker     = 2
      compute                  = { cpuUnits = 512, memoryMiB = 2048, minTasks = 0, maxTasks = 3, scalingSteps = [{ backlogAtLeast = 1, tasks = 3 }] }
    }
  }
  expect_failures = [var.settings]
}

run "refuses_jobs_that_outlast_their_receive" {
  command = plan
  variables {
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [{ lane = "standard", name = "resize-standard" }]
      deadLetterQueue          = "resize-dead-letters"
      maxReceiveCount          = 5
      leaseSeconds             = 60
      visibilityTimeoutSeconds = 60
      timeLimitSeconds         = 43200
      maxAttempts              = 3
      concurrencyPerWorker     = 2
      compute                  = { cpuUnits = 512, memoryMiB = 2048, minTasks = 0, maxTasks = 3, scalingSteps = [{ backlogAtLeast = 1, tasks = 3 }] }
    }
  }
  expect_failures = [var.settings]
}

run "refuses_to_give_up_messages_before_their_attempts_are_used_up" {
  command = plan
  variables {
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [{ lane = "standard", name = "resize-standard" }]
      deadLetterQueue          = "resize-dead-letters"
      maxReceiveCount          = 3
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

run "refuses_a_minimum_above_the_maximum" {
  command = plan
  variables {
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [{ lane = "standard", name = "resize-standard" }]
      deadLetterQueue          = "resize-dead-letters"
      maxReceiveCount          = 5
      leaseSeconds             = 60
      visibilityTimeoutSeconds = 60
      timeLimitSeconds         = 600
      maxAttempts              = 3
      concurrencyPerWorker     = 2
      compute                  = { cpuUnits = 512, memoryMiB = 2048, minTasks = 4, maxTasks = 3, scalingSteps = [{ backlogAtLeast = 1, tasks = 3 }] }
    }
  }
  expect_failures = [var.settings]
}

run "refuses_steps_that_leave_one_job_waiting" {
  command = plan
  variables {
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [{ lane = "standard", name = "resize-standard" }]
      deadLetterQueue          = "resize-dead-letters"
      maxReceiveCount          = 5
      leaseSeconds             = 60
      visibilityTimeoutSeconds = 60
      timeLimitSeconds         = 600
      maxAttempts              = 3
      concurrencyPerWorker     = 2
      compute                  = { cpuUnits = 512, memoryMiB = 2048, minTasks = 0, maxTasks = 3, scalingSteps = [{ backlogAtLeast = 2, tasks = 1 }] }
    }
  }
  expect_failures = [var.settings]
}

run "refuses_no_steps" {
  command = plan
  variables {
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [{ lane = "standard", name = "resize-standard" }]
      deadLetterQueue          = "resize-dead-letters"
      maxReceiveCount          = 5
      leaseSeconds             = 60
      visibilityTimeoutSeconds = 60
      timeLimitSeconds         = 600
      maxAttempts              = 3
      concurrencyPerWorker     = 2
      compute                  = { cpuUnits = 512, memoryMiB = 2048, minTasks = 0, maxTasks = 3, scalingSteps = [] }
    }
  }
  expect_failures = [var.settings]
}

run "refuses_steps_that_do_not_grow" {
  command = plan
  variables {
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [{ lane = "standard", name = "resize-standard" }]
      deadLetterQueue          = "resize-dead-letters"
      maxReceiveCount          = 5
      leaseSeconds             = 60
      visibilityTimeoutSeconds = 60
      timeLimitSeconds         = 600
      maxAttempts              = 3
      concurrencyPerWorker     = 2
      compute                  = { cpuUnits = 512, memoryMiB = 2048, minTasks = 0, maxTasks = 3, scalingSteps = [{ backlogAtLeast = 1, tasks = 2 }, { backlogAtLeast = 10, tasks = 1 }] }
    }
  }
  expect_failures = [var.settings]
}

run "refuses_steps_above_the_maximum" {
  command = plan
  variables {
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [{ lane = "standard", name = "resize-standard" }]
      deadLetterQueue          = "resize-dead-letters"
      maxReceiveCount          = 5
      leaseSeconds             = 60
      visibilityTimeoutSeconds = 60
      timeLimitSeconds         = 600
      maxAttempts              = 3
      concurrencyPerWorker     = 2
      compute                  = { cpuUnits = 512, memoryMiB = 2048, minTasks = 0, maxTasks = 3, scalingSteps = [{ backlogAtLeast = 1, tasks = 4 }] }
    }
  }
  expect_failures = [var.settings]
}

run "refuses_a_cluster_that_is_none" {
  command = plan
  variables {
    cluster_arn = "jobs-test"
  }
  expect_failures = [var.cluster_arn]
}

run "refuses_the_name_of_another_cluster" {
  command = plan
  variables {
    cluster_name = "jobs-prod"
  }
  expect_failures = [var.cluster_name]
}

run "refuses_an_image_that_moves" {
  command = plan
  variables {
    image_uri = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/jobs/worker:latest"
  }
  expect_failures = [var.image_uri]
}

run "refuses_an_image_without_a_tag" {
  command = plan
  variables {
    image_uri = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/jobs/worker"
  }
  expect_failures = [var.image_uri]
}

run "refuses_no_subnet" {
  command = plan
  variables {
    subnet_ids = []
  }
  expect_failures = [var.subnet_ids]
}

run "refuses_no_security_group" {
  command = plan
  variables {
    security_group_ids = []
  }
  expect_failures = [var.security_group_ids]
}

run "refuses_an_environment_that_names_another_job_type" {
  command = plan
  variables {
    environment = { JOB_TYPE = "csv-etl" }
  }
  expect_failures = [var.environment]
}

run "refuses_an_empty_value" {
  command = plan
  variables {
    environment = { JOBS_TABLE_NAME = "" }
  }
  expect_failures = [var.environment]
}

run "refuses_a_variable_in_lower_case" {
  command = plan
  variables {
    environment = { table = "jobs-test-jobs" }
  }
  expect_failures = [var.environment]
}

run "refuses_a_key_alias" {
  command = plan
  variables {
    kms_key_arn = "alias/jobs"
  }
  expect_failures = [var.kms_key_arn]
}

run "refuses_half_a_share" {
  command = plan
  variables {
    spot_weight = 0.5
  }
  expect_failures = [var.spot_weight]
}

run "refuses_a_negative_share" {
  command = plan
  variables {
    on_demand_weight = -1
  }
  expect_failures = [var.on_demand_weight]
}

run "refuses_capacity_from_nowhere" {
  command = plan
  variables {
    on_demand_weight = 0
    spot_weight      = 0
  }
  expect_failures = [var.on_demand_weight]
}

run "refuses_logs_for_ever" {
  command = plan
  variables {
    log_retention_days = 0
  }
  expect_failures = [var.log_retention_days]
}

run "refuses_to_scale_in_on_a_gap_in_the_metrics" {
  command = plan
  variables {
    scale_in_after_minutes = 1
  }
  expect_failures = [var.scale_in_after_minutes]
}

run "refuses_the_arn_of_a_cluster_for_its_name" {
  command = plan
  variables {
    cluster_name = "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs-test"
  }
  expect_failures = [var.cluster_name]
}

run "refuses_the_name_of_a_subnet" {
  command = plan
  variables {
    subnet_ids = ["subnet-0aaaaaaaaaaaaaaaa", "private-a"]
  }
  expect_failures = [var.subnet_ids]
}

run "refuses_the_name_of_a_security_group" {
  command = plan
  variables {
    security_group_ids = ["workers"]
  }
  expect_failures = [var.security_group_ids]
}

run "refuses_an_index_for_a_table" {
  command = plan
  variables {
    jobs_table_arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/jobs-test-jobs/index/due"
  }
  expect_failures = [var.jobs_table_arn]
}

run "refuses_an_index_for_a_table_of_statistics" {
  command = plan
  variables {
    statistics_table_arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/jobs-test-job-statistics/index/due"
  }
  expect_failures = [var.statistics_table_arn]
}

run "refuses_an_index_for_a_table_of_controls" {
  command = plan
  variables {
    controls_table_arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/jobs-test-controls/index/due"
  }
  expect_failures = [var.controls_table_arn]
}

run "refuses_a_part_of_a_bucket" {
  command = plan
  variables {
    payload_bucket_arn = "arn:aws:s3:::jobs-test-payloads/*"
  }
  expect_failures = [var.payload_bucket_arn]
}

run "refuses_a_queue_for_a_topic" {
  command = plan
  variables {
    topic_arn = "arn:aws:sqs:eu-central-1:123456789012:jobs-test-job-events"
  }
  expect_failures = [var.topic_arn]
}

run "refuses_an_alarm_topic_by_its_name" {
  command = plan
  variables {
    alarm_topic_arn = "alarms"
  }
  expect_failures = [var.alarm_topic_arn]
}

run "refuses_to_hide_messages_for_less_than_a_lease" {
  command = plan
  variables {
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [{ lane = "standard", name = "resize-standard" }]
      deadLetterQueue          = "resize-dead-letters"
      maxReceiveCount          = 5
      leaseSeconds             = 60
      visibilityTimeoutSeconds = 30
      timeLimitSeconds         = 600
      maxAttempts              = 3
      concurrencyPerWorker     = 2
      compute                  = { cpuUnits = 512, memoryMiB = 2048, minTasks = 0, maxTasks = 3, scalingSteps = [{ backlogAtLeast = 1, tasks = 3 }] }
    }
  }
  expect_failures = [var.settings]
}

run "refuses_a_kind_of_compute_that_there_is_not" {
  command = plan
  variables {
    function_zip_path = "worker.zip"
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [{ lane = "standard", name = "resize-standard" }]
      deadLetterQueue          = "resize-dead-letters"
      maxReceiveCount          = 5
      leaseSeconds             = 60
      visibilityTimeoutSeconds = 3780
      timeLimitSeconds         = 600
      maxAttempts              = 3
      concurrencyPerWorker     = 2
      compute                  = { kind = "virtual-machine", memoryMiB = 512, maxConcurrency = 10, timeoutSeconds = 630 }
    }
  }
  expect_failures = [var.settings]
}

run "refuses_tasks_without_a_processor" {
  command = plan
  variables {
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [{ lane = "standard", name = "resize-standard" }]
      deadLetterQueue          = "resize-dead-letters"
      maxReceiveCount          = 5
      leaseSeconds             = 60
      visibilityTimeoutSeconds = 60
      timeLimitSeconds         = 600
      maxAttempts              = 3
      concurrencyPerWorker     = 2
      compute                  = { memoryMiB = 2048, minTasks = 0, maxTasks = 3, scalingSteps = [{ backlogAtLeast = 1, tasks = 3 }] }
    }
  }
  expect_failures = [var.settings]
}

run "refuses_a_function_that_ends_before_its_job" {
  command = plan
  variables {
    function_zip_path = "worker.zip"
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [{ lane = "standard", name = "resize-standard" }]
      deadLetterQueue          = "resize-dead-letters"
      maxReceiveCount          = 5
      leaseSeconds             = 60
      visibilityTimeoutSeconds = 3780
      timeLimitSeconds         = 600
      maxAttempts              = 3
      concurrencyPerWorker     = 2
      compute                  = { kind = "lambda", memoryMiB = 512, maxConcurrency = 10, timeoutSeconds = 600 }
    }
  }
  expect_failures = [var.settings]
}

run "refuses_a_queue_whose_messages_come_again_while_a_function_is_throttled" {
  command = plan
  variables {
    function_zip_path = "worker.zip"
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [{ lane = "standard", name = "resize-standard" }]
      deadLetterQueue          = "resize-dead-letters"
      maxReceiveCount          = 5
      leaseSeconds             = 60
      visibilityTimeoutSeconds = 630
      timeLimitSeconds         = 600
      maxAttempts              = 3
      concurrencyPerWorker     = 2
      compute                  = { kind = "lambda", memoryMiB = 512, maxConcurrency = 10, timeoutSeconds = 630 }
    }
  }
  expect_failures = [var.settings]
}

run "refuses_a_function_that_may_use_up_the_account" {
  command = plan
  variables {
    function_zip_path = "worker.zip"
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [{ lane = "standard", name = "resize-standard" }]
      deadLetterQueue          = "resize-dead-letters"
      maxReceiveCount          = 5
      leaseSeconds             = 60
      visibilityTimeoutSeconds = 3780
      timeLimitSeconds         = 600
      maxAttempts              = 3
      concurrencyPerWorker     = 2
      compute                  = { kind = "lambda", memoryMiB = 512, timeoutSeconds = 630 }
    }
  }
  expect_failures = [var.settings]
}

run "refuses_a_batch_that_has_to_be_waited_for" {
  command = plan
  variables {
    function_zip_path = "worker.zip"
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [{ lane = "standard", name = "resize-standard" }]
      deadLetterQueue          = "resize-dead-letters"
      maxReceiveCount          = 5
      leaseSeconds             = 60
      visibilityTimeoutSeconds = 3780
      timeLimitSeconds         = 600
      maxAttempts              = 3
      concurrencyPerWorker     = 11
      compute                  = { kind = "lambda", memoryMiB = 512, maxConcurrency = 10, timeoutSeconds = 630 }
    }
  }
  expect_failures = [var.settings]
}

run "refuses_a_function_without_code" {
  command = plan
  variables {
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [{ lane = "standard", name = "resize-standard" }]
      deadLetterQueue          = "resize-dead-letters"
      maxReceiveCount          = 5
      leaseSeconds             = 60
      visibilityTimeoutSeconds = 3780
      timeLimitSeconds         = 600
      maxAttempts              = 3
      concurrencyPerWorker     = 2
      compute                  = { kind = "lambda", memoryMiB = 512, maxConcurrency = 10, timeoutSeconds = 630 }
    }
  }
  expect_failures = [var.function_zip_path]
}

run "refuses_a_folder_for_a_zip" {
  command = plan
  variables {
    function_zip_path = "dist/job-functions/resize"
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [{ lane = "standard", name = "resize-standard" }]
      deadLetterQueue          = "resize-dead-letters"
      maxReceiveCount          = 5
      leaseSeconds             = 60
      visibilityTimeoutSeconds = 3780
      timeLimitSeconds         = 600
      maxAttempts              = 3
      concurrencyPerWorker     = 2
      compute                  = { kind = "lambda", memoryMiB = 512, maxConcurrency = 10, timeoutSeconds = 630 }
    }
  }
  expect_failures = [var.function_zip_path]
}

run "refuses_the_arn_of_a_bucket_for_its_name" {
  command = plan
  variables {
    function_zip_path = "worker.zip"
    package_bucket    = "arn:aws:s3:::jobs-test-packages"
    settings = {
      name                     = "resize"
      title                    = "Images, smaller"
      queues                   = [{ lane = "standard", name = "resize-standard" }]
      deadLetterQueue          = "resize-dead-letters"
      maxReceiveCount          = 5
      leaseSeconds             = 60
      visibilityTimeoutSeconds = 3780
      timeLimitSeconds         = 600
      maxAttempts              = 3
      concurrencyPerWorker     = 2
      compute                  = { kind = "lambda", memoryMiB = 512, maxConcurrency = 10, timeoutSeconds = 630 }
    }
  }
  expect_failures = [var.package_bucket]
}
