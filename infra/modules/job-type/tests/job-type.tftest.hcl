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
  target = aws_appautoscaling_policy.out[0]
  values = { arn = "arn:aws:autoscaling:eu-central-1:123456789012:scalingPolicy:1:policyName/out" }
}

override_resource {
  target = aws_appautoscaling_policy.in[0]
  values = { arn = "arn:aws:autoscaling:eu-central-1:123456789012:scalingPolicy:2:policyName/in" }
}

override_resource {
  target = aws_iam_role.task[0]
  values = { arn = "arn:aws:iam::123456789012:role/jobs-test-resize-task" }
}

override_resource {
  target = aws_iam_role.execution[0]
  values = { arn = "arn:aws:iam::123456789012:role/jobs-test-resize-exec" }
}

override_resource {
  target = aws_cloudwatch_log_group.worker[0]
  values = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/jobs-test-resize" }
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
    visibilityTimeoutSeconds = 45
    timeLimitSeconds         = 600
    maxAttempts              = 3
    concurrencyPerWorker     = 2
    compute = {
      cpuUnits  = 512
      memoryMiB = 2048
      minTasks  = 0
      maxTasks  = 20
      scalingSteps = [
        { backlogAtLeast = 1, tasks = 1 },
        { backlogAtLeast = 10, tasks = 4 },
        { backlogAtLeast = 100, tasks = 20 },
      ]
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
}

run "has_a_queue_for_each_lane" {
  command = plan

  assert {
    condition     = { for lane, queue in aws_sqs_queue.lane : lane => queue.name } == { standard = "jobs-test-resize-standard", high = "jobs-test-resize-high", low = "jobs-test-resize-low" }
    error_message = "Each lane has its queue, under the declared name."
  }
  assert {
    condition     = alltrue([for queue in aws_sqs_queue.lane : queue.visibility_timeout_seconds == 45 && queue.receive_wait_time_seconds == 20 && queue.sqs_managed_sse_enabled])
    error_message = "A message is invisible for one lease, receiving waits, and messages are encrypted."
  }
  assert {
    condition = alltrue([for queue in aws_sqs_queue.lane :
      queue.message_retention_seconds >= 345600 && queue.message_retention_seconds < aws_sqs_queue.dead_letters.message_retention_seconds
    ])
    error_message = "Dead letters are kept for longer than a message may have waited in its lane."
  }
}

# Before anything is applied, as the desired count is left alone afterwards.
run "scales_with_a_single_step" {
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
      compute = {
        cpuUnits     = 512
        memoryMiB    = 2048
        minTasks     = 2
        maxTasks     = 3
        scalingSteps = [{ backlogAtLeast = 1, tasks = 3 }]
      }
    }
  }

  assert {
    condition     = local.scale_out_adjustments[0].lower == 0 && local.scale_out_adjustments[0].upper == null && local.scale_out_adjustments[0].tasks == 3
    error_message = "A single step is open upwards."
  }
  assert {
    condition     = aws_ecs_service.worker[0].desired_count == 2 && one(aws_appautoscaling_policy.in[0].step_scaling_policy_configuration[0].step_adjustment).scaling_adjustment == 2
    error_message = "A type that never sleeps starts with its minimum, and goes back to it."
  }
  assert {
    condition     = local.backlog_expression == "SUM([delayed_standard,in_flight_standard,visible_standard])"
    error_message = "The backlog of a single lane is the sum of its three metrics."
  }
}

run "sends_what_fails_for_good_to_the_dead_letter_queue" {
  command = apply

  assert {
    condition = alltrue([for queue in aws_sqs_queue.lane : jsondecode(queue.redrive_policy) == {
      deadLetterTargetArn = aws_sqs_queue.dead_letters.arn
      maxReceiveCount     = 5
    }])
    error_message = "Each lane moves a message to the one dead-letter queue after the declared number of receives."
  }
  assert {
    condition = (
      aws_sqs_queue_redrive_allow_policy.dead_letters.queue_url == aws_sqs_queue.dead_letters.id
      && jsondecode(aws_sqs_queue_redrive_allow_policy.dead_letters.redrive_allow_policy).redrivePermission == "byQueue"
      && toset(jsondecode(aws_sqs_queue_redrive_allow_policy.dead_letters.redrive_allow_policy).sourceQueueArns) == toset([for queue in aws_sqs_queue.lane : queue.arn])
    )
    error_message = "The dead-letter queue takes messages from the lanes, and from nowhere else."
  }
  assert {
    condition = keys(aws_sqs_queue_policy.tls_only) == ["dead-letters", "high", "low", "standard"] && alltrue([
      for policy in aws_sqs_queue_policy.tls_only :
      jsondecode(policy.policy).Statement[0].Effect == "Deny" && jsondecode(policy.policy).Statement[0].Condition.Bool["aws:SecureTransport"] == "false"
    ])
    error_message = "No queue takes a request without TLS."
  }
  assert {
    condition     = output.queue_url_prefix == "https://sqs.eu-central-1.amazonaws.com/123456789012/jobs-test-"
    error_message = "What a queue's URL begins with is taken from a queue's URL."
  }
}

run "encrypts_with_the_given_key" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }

  assert {
    condition = alltrue([for queue in concat(values(aws_sqs_queue.lane), [aws_sqs_queue.dead_letters]) :
      queue.kms_master_key_id == var.kms_key_arn
    ])
    error_message = "All queues are encrypted with the given key."
  }
  assert {
    condition     = aws_cloudwatch_log_group.worker[0].kms_key_id == var.kms_key_arn
    error_message = "The workers' log must be encrypted with the given key."
  }
  assert {
    condition     = [for statement in local.task_statements : join(" ", concat(statement.Action, statement.Resource)) if statement.Sid == "AddStatistics"] == ["dynamodb:UpdateItem ${var.statistics_table_arn}"]
    error_message = "A worker adds to the statistics, and reads none."
  }
  assert {
    condition     = [for statement in local.task_statements : join(" ", concat(statement.Action, statement.Resource)) if statement.Sid == "ReadControls"] == ["dynamodb:GetItem ${var.controls_table_arn}"]
    error_message = "A worker reads whether its type is paused, and pauses none."
  }
  assert {
    condition     = [for statement in local.task_statements : statement.Resource if statement.Sid == "UseKey"] == [[var.kms_key_arn]]
    error_message = "Workers may use the key, and no other."
  }
}

run "turns_scaling_steps_into_bounds" {
  command = plan

  assert {
    condition = [for step in aws_appautoscaling_policy.out[0].step_scaling_policy_configuration[0].step_adjustment :
      "${step.metric_interval_lower_bound}..${step.metric_interval_upper_bound == null ? "" : step.metric_interval_upper_bound} ${step.scaling_adjustment}"
    ] == ["0..9 1", "9..99 4", "99.. 20"]
    error_message = "Bounds count from the alarm's threshold of 1, without a gap, and the last step is open."
  }
  assert {
    condition = (
      aws_appautoscaling_policy.out[0].step_scaling_policy_configuration[0].adjustment_type == "ExactCapacity"
      && aws_cloudwatch_metric_alarm.backlog["out"].threshold == 1
      && aws_cloudwatch_metric_alarm.backlog["out"].comparison_operator == "GreaterThanOrEqualToThreshold"
    )
    error_message = "One job starts a worker, and repeating the action changes nothing."
  }
  assert {
    condition     = aws_appautoscaling_target.tasks[0].min_capacity == 0 && aws_appautoscaling_target.tasks[0].max_capacity == 20 && aws_appautoscaling_target.tasks[0].resource_id == "service/jobs-test/jobs-test-resize"
    error_message = "The service is scaled between the declared bounds."
  }
}

run "counts_all_messages_of_all_lanes_as_backlog" {
  command = apply

  assert {
    condition = alltrue([for alarm in aws_cloudwatch_metric_alarm.backlog :
      toset([for query in alarm.metric_query : "${query.metric[0].dimensions.QueueName} ${query.metric[0].metric_name}" if length(query.metric) > 0]) == toset(flatten([
        for queue in ["jobs-test-resize-standard", "jobs-test-resize-high", "jobs-test-resize-low"] : [
          for metric in ["Visible", "NotVisible", "Delayed"] : "${queue} ApproximateNumberOfMessages${metric}"
        ]
      ]))
    ])
    error_message = "Both alarms read visible, in flight and delayed of every lane."
  }
  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.backlog : length([for query in alarm.metric_query : query if length(query.metric) > 0]) <= 10])
    error_message = "An alarm reads no more metrics than CloudWatch takes, also of a type with all three lanes."
  }
  assert {
    condition = alltrue([for alarm in aws_cloudwatch_metric_alarm.backlog :
      [for query in alarm.metric_query : query.expression if query.return_data] == [local.backlog_expression]
      && toset(split(",", trimsuffix(trimprefix(local.backlog_expression, "SUM(["), "])"))) == toset([for query in alarm.metric_query : query.id if length(query.metric) > 0])
      && alltrue([for query in alarm.metric_query : query.metric[0].period == 60 && query.metric[0].namespace == "AWS/SQS" if length(query.metric) > 0])
      && alarm.treat_missing_data == "notBreaching"
    ])
    error_message = "Both alarms watch the sum of all that they read, each minute."
  }
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.backlog["out"].alarm_actions == toset([aws_appautoscaling_policy.out[0].arn])
      && aws_cloudwatch_metric_alarm.backlog["in"].alarm_actions == toset([aws_appautoscaling_policy.in[0].arn])
    )
    error_message = "Each alarm drives its own policy."
  }
}

run "scales_in_only_after_minutes_without_any_backlog" {
  command = plan

  variables {
    scale_in_after_minutes = 7
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.backlog["in"].comparison_operator == "LessThanOrEqualToThreshold"
      && aws_cloudwatch_metric_alarm.backlog["in"].threshold == 0
      && aws_cloudwatch_metric_alarm.backlog["in"].evaluation_periods == 7
      && aws_cloudwatch_metric_alarm.backlog["in"].datapoints_to_alarm == 7
    )
    error_message = "All of the minutes must be without backlog."
  }
  assert {
    condition = (
      one(aws_appautoscaling_policy.in[0].step_scaling_policy_configuration[0].step_adjustment).metric_interval_upper_bound == "0"
      && one(aws_appautoscaling_policy.in[0].step_scaling_policy_configuration[0].step_adjustment).scaling_adjustment == 0
      && aws_appautoscaling_policy.in[0].step_scaling_policy_configuration[0].adjustment_type == "ExactCapacity"
    )
    error_message = "Scaling in goes to the minimum."
  }
}

run "runs_a_worker_that_is_shut_in" {
  command = apply

  assert {
    condition = (
      aws_ecs_task_definition.worker[0].runtime_platform[0].cpu_architecture == "ARM64"
      && aws_ecs_task_definition.worker[0].cpu == "512" && aws_ecs_task_definition.worker[0].memory == "2048"
      && aws_ecs_task_definition.worker[0].task_role_arn == aws_iam_role.task[0].arn
      && aws_ecs_task_definition.worker[0].execution_role_arn == aws_iam_role.execution[0].arn
    )
    error_message = "The task has the declared size, and its roles the right way round."
  }
  assert {
    condition = alltrue([for container in jsondecode(aws_ecs_task_definition.worker[0].container_definitions) :
      container.user == "1000:1000" && container.readonlyRootFilesystem && container.essential && container.image == var.image_uri
      && container.linuxParameters.capabilities.drop == ["ALL"] && container.linuxParameters.initProcessEnabled
      && container.mountPoints[*].containerPath == ["/tmp"] && container.healthCheck.command == ["CMD", "node", "/app/health/check.mjs"]
    ])
    error_message = "The worker is not root, writes to /tmp alone, has no capabilities, and its health is checked."
  }
  assert {
    condition = { for variable in jsondecode(aws_ecs_task_definition.worker[0].container_definitions)[0].environment : variable.name => variable.value } == {
      AWS_REGION             = "eu-central-1"
      JOBS_TABLE_NAME        = "jobs-test-jobs"
      JOB_TYPE               = "resize"
      LOG_LEVEL              = "info"
      QUEUE_URL_PREFIX       = "https://sqs.eu-central-1.amazonaws.com/123456789012/jobs-test-"
      SHUTDOWN_GRACE_SECONDS = "100"
    }
    error_message = "The worker is told its job type and region besides what the caller passes."
  }
  assert {
    condition     = jsondecode(aws_ecs_task_definition.worker[0].container_definitions)[0].stopTimeout == 120
    error_message = "ECS waits longer than the worker's own grace before it kills."
  }
}

run "runs_a_service_from_zero_in_private_subnets" {
  command = plan

  variables {
    spot_weight      = 3
    on_demand_weight = 1
  }

  assert {
    condition     = aws_ecs_service.worker[0].desired_count == 0 && !aws_ecs_service.worker[0].network_configuration[0].assign_public_ip && aws_ecs_service.worker[0].propagate_tags == "SERVICE"
    error_message = "The service sleeps at first, has no public address, and hands its tags on."
  }
  assert {
    condition     = { for part in aws_ecs_service.worker[0].capacity_provider_strategy : part.capacity_provider => part.weight } == { FARGATE = 1, FARGATE_SPOT = 3 }
    error_message = "Tasks are shared out between Spot and On-Demand."
  }
  assert {
    condition     = aws_ecs_service.worker[0].deployment_circuit_breaker[0].enable && aws_ecs_service.worker[0].deployment_circuit_breaker[0].rollback
    error_message = "A deployment that does not start is rolled back."
  }
}

run "runs_on_the_capacity_that_the_job_type_names" {
  command = plan

  variables {
    settings = merge(var.settings, { compute = merge(var.settings.compute, { capacityProvider = "FARGATE" }) })
  }

  assert {
    condition     = { for part in aws_ecs_service.worker[0].capacity_provider_strategy : part.capacity_provider => part.weight } == { FARGATE = 1 } && toset(aws_ecs_task_definition.worker[0].requires_compatibilities) == toset(["FARGATE"])
    error_message = "Work that must not be interrupted runs on Fargate On-Demand alone, whatever the environment's mix."
  }
}

run "runs_on_instances_with_gpus" {
  command = plan

  variables {
    settings = merge(var.settings, { compute = merge(var.settings.compute, { capacityProvider = "gpu-instances", gpus = 2 }) })
  }

  assert {
    condition     = { for part in aws_ecs_service.worker[0].capacity_provider_strategy : part.capacity_provider => part.weight } == { gpu-instances = 1 } && toset(aws_ecs_task_definition.worker[0].requires_compatibilities) == toset(["EC2"])
    error_message = "The tasks run on the instances of the capacity provider."
  }
  assert {
    condition     = jsondecode(aws_ecs_task_definition.worker[0].container_definitions)[0].resourceRequirements == [{ type = "GPU", value = "2" }] && jsondecode(aws_ecs_task_definition.worker[0].container_definitions)[0].readonlyRootFilesystem
    error_message = "A task is given its GPUs, and is as locked down as any."
  }
}

run "lets_a_worker_do_its_work_and_nothing_else" {
  command = apply

  assert {
    condition = toset(flatten(jsondecode(aws_iam_role_policy.task[0].policy).Statement[*].Action)) == toset([
      "dynamodb:GetItem", "dynamodb:UpdateItem",
      "ecs:GetTaskProtection", "ecs:UpdateTaskProtection",
      "s3:AbortMultipartUpload", "s3:GetObject", "s3:ListBucket", "s3:PutObject",
      "sns:Publish",
      "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage", "sqs:SendMessage",
    ])
    error_message = "A worker may make the calls that it makes, and no other."
  }
  assert {
    condition = toset(flatten(jsondecode(aws_iam_role_policy.task[0].policy).Statement[*].Resource)) == toset([
      "arn:aws:dynamodb:eu-central-1:123456789012:table/jobs-test-controls",
      "arn:aws:dynamodb:eu-central-1:123456789012:table/jobs-test-job-statistics",
      "arn:aws:dynamodb:eu-central-1:123456789012:table/jobs-test-jobs",
      "arn:aws:ecs:eu-central-1:123456789012:task/jobs-test/*",
      "arn:aws:s3:::jobs-test-payloads",
      "arn:aws:s3:::jobs-test-payloads/jobs/*/attempts/*",
      "arn:aws:s3:::jobs-test-payloads/jobs/*/inputs/*",
      "arn:aws:s3:::jobs-test-payloads/scheduled/*",
      "arn:aws:s3:::jobs-test-payloads/uploads/*",
      "arn:aws:sns:eu-central-1:123456789012:jobs-test-job-events",
      "arn:aws:sqs:eu-central-1:123456789012:jobs-test-resize-high",
      "arn:aws:sqs:eu-central-1:123456789012:jobs-test-resize-low",
      "arn:aws:sqs:eu-central-1:123456789012:jobs-test-resize-standard",
    ])
    error_message = "A worker reaches its own lanes, its tables, the topic and its part of the bucket, and nothing else."
  }
  assert {
    condition = {
      for statement in jsondecode(aws_iam_role_policy.execution[0].policy).Statement : statement.Sid => statement.Resource
      } == {
      WriteLog        = ["arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/jobs-test-resize:*"]
      PullImage       = ["arn:aws:ecr:eu-central-1:123456789012:repository/jobs/worker"]
      LogInToRegistry = ["*"]
    }
    error_message = "Fargate may pull this image, and write this log."
  }
  assert {
    condition = alltrue([for role in [aws_iam_role.task[0], aws_iam_role.execution[0]] :
      jsondecode(role.assume_role_policy).Statement[0].Principal == { Service = "ecs-tasks.amazonaws.com" }
      && jsondecode(role.assume_role_policy).Statement[0].Condition.StringEquals == { "aws:SourceAccount" = "123456789012" }
    ])
    error_message = "Only tasks of this account may take the roles."
  }
}

run "lets_a_worker_tag_results_that_go_before_their_jobs" {
  command = plan

  variables {
    settings = merge(var.settings, { resultRetentionDays = 7 })
  }

  assert {
    condition     = [for statement in local.task_statements : contains(statement.Action, "s3:PutObjectTagging") if statement.Sid == "WriteResults"] == [true]
    error_message = "The bucket deletes results by a tag, which the worker puts on them."
  }
}

run "asks_no_registry_of_aws_for_an_image_from_elsewhere" {
  command = plan

  variables {
    image_uri = "registry.example.com:5000/jobs/worker@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  }

  assert {
    condition     = local.execution_statements[*].Sid == ["WriteLog"]
    error_message = "Without ECR there is no permission for it."
  }
}

run "calls_a_person_for_dead_letters_and_crash_loops" {
  command = plan

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.dead_letters.dimensions == tomap({ QueueName = "jobs-test-resize-dead-letters" })
      && aws_cloudwatch_metric_alarm.dead_letters.threshold == 0
      && aws_cloudwatch_metric_alarm.dead_letters.comparison_operator == "GreaterThanThreshold"
      && aws_cloudwatch_metric_alarm.dead_letters.alarm_actions == toset([var.alarm_topic_arn])
    )
    error_message = "The first dead letter alarms."
  }
  assert {
    condition = jsondecode(aws_cloudwatch_event_rule.crash[0].event_pattern).detail == {
      clusterArn = [var.cluster_arn]
      group      = ["service:jobs-test-resize"]
      lastStatus = ["STOPPED"]
      stopCode   = ["EssentialContainerExited", "TaskFailedToStart"]
    }
    error_message = "Tasks of this service that ended by themselves, or never started, are counted."
  }
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.crash_loop[0].dimensions == tomap({ RuleName = "jobs-test-resize-crash" })
      && aws_cloudwatch_metric_alarm.crash_loop[0].metric_name == "TriggeredRules" && aws_cloudwatch_metric_alarm.crash_loop[0].namespace == "AWS/Events"
      && aws_cloudwatch_metric_alarm.crash_loop[0].alarm_actions == toset([var.alarm_topic_arn])
    )
    error_message = "A crash loop alarms."
  }
}

run "works_without_a_topic_for_alarms" {
  command = plan

  variables {
    alarm_topic_arn = null
  }

  assert {
    condition     = length(coalesce(aws_cloudwatch_metric_alarm.dead_letters.alarm_actions, toset([]))) == 0
    error_message = "Without a topic the alarms only show."
  }
}

# After the apply, which registered it.
run "leaves_the_minimum_to_those_who_wake_the_service" {
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
      compute = {
        cpuUnits     = 512
        memoryMiB    = 2048
        minTasks     = 1
        maxTasks     = 3
        scalingSteps = [{ backlogAtLeast = 1, tasks = 3 }]
      }
    }
  }

  assert {
    condition     = aws_appautoscaling_target.tasks[0].min_capacity == 0 && aws_appautoscaling_target.tasks[0].max_capacity == 3
    error_message = "A deployment would take back the minimum that a message has raised, or would not change the maximum."
  }
}
