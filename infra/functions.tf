# The Lambda functions: what each needs, which variables it reads (by the parts of the job store that its load-config.ts
# names), and which calls it makes. A call that is not listed here is refused.
locals {
  environment_of = merge(local.environment_without_queues, {
    queues        = { QUEUE_URL_PREFIX = local.queue_url_prefix }
    wake          = local.wake_environment
    webhook_queue = { WEBHOOK_QUEUE_URL = module.webhooks.queue_url }
    websocket     = { WEBSOCKET_URL = module.push.websocket_url }
    push_endpoint = { CONNECTIONS_ENDPOINT_URL = module.push.connections_endpoint_url }
  })

  # Apart, since workers are part of what the queues' URL comes from.
  environment_without_queues = {
    common             = { LOG_LEVEL = var.log_level }
    jobs               = { JOBS_TABLE_NAME = module.job_store.jobs_table_name }
    api_keys           = { API_KEYS_TABLE_NAME = module.job_store.api_keys_table_name }
    events             = { JOB_EVENTS_TOPIC_ARN = module.job_events.topic_arn, EVENT_SOURCE = "/${var.project}/${var.environment}" }
    webhook_deliveries = { WEBHOOK_DELIVERIES_TABLE_NAME = module.job_store.webhook_deliveries_table_name }
    webhook_secrets    = { WEBHOOK_SECRETS_TABLE_NAME = module.job_store.webhook_secrets_table_name }
    connections        = { CONNECTIONS_TABLE_NAME = module.job_store.connections_table_name }
    payloads           = { PAYLOAD_BUCKET_NAME = module.job_store.payload_bucket_name }
    job_statistics     = { JOB_STATISTICS_TABLE_NAME = module.job_store.job_statistics_table_name }
    schedules          = { SCHEDULES_TABLE_NAME = module.job_store.schedules_table_name }
    job_groups         = { JOB_GROUPS_TABLE_NAME = module.job_store.job_groups_table_name }
    limits             = { LIMITS_TABLE_NAME = module.job_store.limits_table_name }
    # Of a quota that is not set there is no variable.
    quotas = { for name, quota in {
      MAX_ACTIVE_JOBS_PER_OWNER        = var.quotas.max_active_jobs_per_owner
      SUBMISSIONS_PER_MINUTE_PER_OWNER = var.quotas.submissions_per_minute_per_owner
    } : name => tostring(quota) if quota != null }
    controls = { CONTROLS_TABLE_NAME = module.job_store.controls_table_name }
    audit    = { AUDIT_TABLE_NAME = module.job_store.audit_table_name }
    workers  = { ECS_CLUSTER_NAME = aws_ecs_cluster.this.name, WORKER_SERVICE_PREFIX = "${local.name_prefix}-" }
  }

  # Of whoever sends messages of jobs: they wake the service that is to receive them.
  wake_environment = merge(local.environment_without_queues.controls, local.environment_without_queues.workers, {
    WORKERS_IDLE_SECONDS = tostring(var.capacity.scale_in_after_minutes * 60)
  })

  # All queues are named alike, so that any job type can tell.
  queue_url_prefix = values(module.job_type)[0].queue_url_prefix

  lane_arns        = flatten([for job_type in module.job_type : values(job_type.queue_arns)])
  service_arns     = [for name, job_type in module.job_type : job_type.service_arn if !contains(local.on_lambda, name)]
  dead_letter_arns = [for job_type in module.job_type : job_type.dead_letter_queue_arn]
  bucket_arn       = module.job_store.payload_bucket_arn

  read_job   = { sid = "ReadJob", actions = ["dynamodb:GetItem"], resources = [module.job_store.jobs_table_arn] }
  update_job = { sid = "UpdateJob", actions = ["dynamodb:GetItem", "dynamodb:UpdateItem"], resources = [module.job_store.jobs_table_arn] }
  send       = { sid = "SendMessages", actions = ["sqs:SendMessage"], resources = local.lane_arns }
  publish    = { sid = "PublishEvents", actions = ["sns:Publish"], resources = [module.job_events.topic_arn] }

  read_listed_jobs  = { sid = "ReadListedJobs", actions = ["dynamodb:BatchGetItem"], resources = [module.job_store.jobs_table_arn] }
  take_dead_letters = { sid = "TakeDeadLetters", actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"], resources = local.dead_letter_arns }

  read_webhook_secrets = { sid = "ReadWebhookSecrets", actions = ["dynamodb:GetItem"], resources = [module.job_store.webhook_secrets_table_arn] }
  change_deliveries    = { sid = "ChangeDeliveries", actions = ["dynamodb:GetItem", "dynamodb:PutItem"], resources = [module.job_store.webhook_deliveries_table_arn] }
  list_deliveries      = { sid = "ListDeliveries", actions = ["dynamodb:Query"], resources = [module.job_store.webhook_deliveries_table_arn] }
  send_retries         = { sid = "SendRetries", actions = ["sqs:SendMessage"], resources = [module.webhooks.queue_arn] }

  close_connections   = { sid = "CloseConnections", actions = ["dynamodb:DeleteItem"], resources = [module.job_store.connections_table_arn] }
  watch_job           = { sid = "WatchJob", actions = ["dynamodb:UpdateItem"], resources = [module.job_store.jobs_table_arn] }
  post_to_connections = { sid = "PostToConnections", actions = ["execute-api:ManageConnections"], resources = [module.push.connections_arn] }

  read_schedule   = { sid = "ReadSchedule", actions = ["dynamodb:GetItem"], resources = [module.job_store.schedules_table_arn] }
  change_schedule = { sid = "ChangeSchedule", actions = ["dynamodb:GetItem", "dynamodb:PutItem"], resources = [module.job_store.schedules_table_arn] }
  list_schedules  = { sid = "ListSchedules", actions = ["dynamodb:Query"], resources = ["${module.job_store.schedules_table_arn}/index/owner"] }

  link_followers = { sid = "LinkFollowers", actions = ["dynamodb:PutItem"], resources = [module.job_store.job_groups_table_arn] }
  read_batch     = { sid = "ReadBatch", actions = ["dynamodb:GetItem"], resources = [module.job_store.job_groups_table_arn] }
  count_members  = { sid = "CountMembers", actions = ["dynamodb:Query"], resources = [module.job_store.job_groups_table_arn] }
  # The manifest is written by whoever finds that all members have ended.
  change_batch   = { sid = "ChangeBatch", actions = ["dynamodb:PutItem", "dynamodb:UpdateItem"], resources = [module.job_store.job_groups_table_arn] }
  write_manifest = { sid = "WriteManifest", actions = ["s3:PutObject"], resources = ["${local.bucket_arn}/batches/*"] }

  # Whoever submits counts for quotas; whoever settles gives slots away too.
  count_quotas = { sid = "CountQuotas", actions = ["dynamodb:GetItem", "dynamodb:UpdateItem"], resources = [module.job_store.limits_table_arn] }
  give_slots   = { sid = "GiveSlots", actions = ["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:Query"], resources = [module.job_store.limits_table_arn] }
  list_held    = { sid = "ListHeldJobs", actions = ["dynamodb:Query"], resources = [module.job_store.jobs_index_arns["held"]] }

  read_controls = { sid = "ReadControls", actions = ["dynamodb:GetItem"], resources = [module.job_store.controls_table_arn] }
  write_audit   = { sid = "WriteAuditTrail", actions = ["dynamodb:PutItem", "dynamodb:UpdateItem"], resources = [module.job_store.audit_table_arn] }
  list_failures = { sid = "ListFailures", actions = ["dynamodb:Query"], resources = [module.job_store.jobs_index_arns["failures"]] }

  # Application Auto Scaling asks whether its caller might do to the service what is then done on the caller's behalf.
  # https://docs.aws.amazon.com/autoscaling/application/userguide/security_iam_permission_validation.html
  wake_statements = [
    { sid = "TellOfWork", actions = ["dynamodb:UpdateItem"], resources = [module.job_store.controls_table_arn] },
    { sid = "RaiseMinimums", actions = ["application-autoscaling:RegisterScalableTarget"], resources = [for name, job_type in module.job_type : job_type.scalable_target_arn if !contains(local.on_lambda, name)] },
    { sid = "ScaleServices", actions = ["ecs:DescribeServices", "ecs:UpdateService"], resources = local.service_arns },
  ]

  key_statements = var.kms_key_arn == null ? [] : [
    { sid = "UseKey", actions = ["kms:Decrypt", "kms:GenerateDataKey"], resources = [var.kms_key_arn] },
  ]

  # The queues of webhooks, of push and of settlements are made by them too.
  deliver_timeout_seconds = 60
  push_timeout_seconds    = 20
  settle_timeout_seconds  = 30

  # An HTTP API waits for 30 s at most, and for its authorizer 10 s.
  functions = {
    submit-job = {
      description     = "Stores a job, and has it run"
      memory_mib      = 512
      timeout_seconds = 29
      parts           = ["jobs", "queues", "wake", "events", "payloads", "webhook_secrets", "connections", "limits", "quotas", "job_groups"]
      statements = [
        { sid = "CreateJob", actions = ["dynamodb:GetItem", "dynamodb:PutItem"], resources = [module.job_store.jobs_table_arn] },
        local.send,
        local.publish,
        { sid = "StoreInput", actions = ["s3:PutObject"], resources = ["${local.bucket_arn}/jobs/*/inputs/*", "${local.bucket_arn}/scheduled/*"] },
        # A replayed request is answered with its job as it is, result and files included.
        { sid = "FindUploadsAndSignResults", actions = ["s3:GetObject"], resources = ["${local.bucket_arn}/uploads/*", "${local.bucket_arn}/jobs/*/attempts/*"] },
        # Without it S3 answers 403 instead of 404 for what is not there. A condition on the prefix would not do: a
        # request for an object names none.
        { sid = "TellAbsentObjects", actions = ["s3:ListBucket"], resources = [local.bucket_arn] },
        local.read_webhook_secrets,
        { sid = "FindOwnerWatch", actions = ["dynamodb:GetItem"], resources = [module.job_store.connections_table_arn] },
        local.watch_job,
        local.count_quotas,
        local.link_followers,
      ]
    }
    get-job = {
      description     = "Reads a job, or waits for it to change"
      memory_mib      = 512
      timeout_seconds = 29
      parts           = ["jobs", "payloads"]
      statements = [
        local.read_job,
        { sid = "SignInputsAndResults", actions = ["s3:GetObject"], resources = ["${local.bucket_arn}/jobs/*", "${local.bucket_arn}/scheduled/*"] },
      ]
    }
    get-job-file = {
      description     = "Redirects to a file of a job's result"
      memory_mib      = 256
      timeout_seconds = 29
      parts           = ["jobs", "payloads"]
      statements = [
        local.read_job,
        { sid = "SignFiles", actions = ["s3:GetObject"], resources = ["${local.bucket_arn}/jobs/*/attempts/*/files/*"] },
      ]
    }
    cancel-job = {
      description     = "Cancels a job, or deletes one that has ended"
      memory_mib      = 512
      timeout_seconds = 29
      parts           = ["jobs", "events", "payloads"]
      statements = [
        local.update_job,
        local.publish,
        { sid = "DeleteJob", actions = ["dynamodb:DeleteItem"], resources = [module.job_store.jobs_table_arn] },
        { sid = "FindPayloads", actions = ["s3:ListBucket"], resources = [local.bucket_arn] },
        { sid = "DeletePayloads", actions = ["s3:DeleteObject"], resources = ["${local.bucket_arn}/jobs/*", "${local.bucket_arn}/scheduled/*"] },
      ]
    }
    list-jobs = {
      description     = "Lists an owner's jobs"
      memory_mib      = 512
      timeout_seconds = 29
      parts           = ["jobs"]
      statements = [
        { sid = "ListJobs", actions = ["dynamodb:Query"], resources = [module.job_store.jobs_index_arns["owner"]] },
        local.read_listed_jobs,
      ]
    }
    retry-job = {
      description     = "Queues a failed job again"
      memory_mib      = 512
      timeout_seconds = 29
      parts           = ["jobs", "queues", "wake", "events"]
      statements      = [local.update_job, local.send, local.publish]
    }
    get-overview = {
      description     = "For operators: tells how all job types fare"
      memory_mib      = 512
      timeout_seconds = 29
      parts           = ["queues", "job_statistics", "workers", "controls"]
      statements = [
        { sid = "CountMessages", actions = ["sqs:GetQueueAttributes"], resources = concat(local.lane_arns, local.dead_letter_arns) },
        local.read_controls,
        { sid = "ReadStatistics", actions = ["dynamodb:Query"], resources = [module.job_store.job_statistics_table_arn] },
        { sid = "CountWorkers", actions = ["ecs:DescribeServices"], resources = local.service_arns },
      ]
    }
    list-failures = {
      description     = "For operators: lists failed jobs of all owners"
      memory_mib      = 512
      timeout_seconds = 29
      parts           = ["jobs"]
      statements = [
        local.list_failures,
        local.read_listed_jobs,
      ]
    }
    get-any-job = {
      description     = "For operators: reads a job of any owner, without its input and result"
      memory_mib      = 256
      timeout_seconds = 29
      parts           = ["jobs"]
      statements      = [local.read_job]
    }
    retry-any-job = {
      description     = "For operators: queues a failed job of any owner again"
      memory_mib      = 512
      timeout_seconds = 29
      parts           = ["jobs", "queues", "wake", "events", "audit"]
      statements      = [local.update_job, local.send, local.publish, local.write_audit]
    }
    cancel-any-job = {
      description     = "For operators: cancels a job of any owner"
      memory_mib      = 512
      timeout_seconds = 29
      parts           = ["jobs", "events", "audit"]
      statements      = [local.update_job, local.publish, local.write_audit]
    }
    redrive-jobs = {
      description     = "For operators: runs some dead letters of a job type again"
      memory_mib      = 512
      timeout_seconds = 29
      parts           = ["jobs", "queues", "wake", "events", "audit"]
      statements      = [local.take_dead_letters, local.update_job, local.send, local.publish, local.write_audit]
    }
    retry-jobs = {
      description     = "For operators: queues failed jobs of all owners again, by filter"
      memory_mib      = 512
      timeout_seconds = 29
      parts           = ["jobs", "queues", "wake", "events", "audit"]
      statements      = [local.list_failures, local.read_listed_jobs, local.update_job, local.send, local.publish, local.write_audit]
    }
    pause-job-type = {
      description     = "For operators: has workers take no jobs of a type"
      memory_mib      = 256
      timeout_seconds = 29
      parts           = ["controls", "audit"]
      statements = [
        { sid = "PauseJobType", actions = ["dynamodb:UpdateItem"], resources = [module.job_store.controls_table_arn] },
        local.write_audit,
      ]
    }
    resume-job-type = {
      description     = "For operators: has workers take jobs of a type again"
      memory_mib      = 256
      timeout_seconds = 29
      parts           = ["controls", "audit"]
      statements = [
        { sid = "ResumeJobType", actions = ["dynamodb:UpdateItem"], resources = [module.job_store.controls_table_arn] },
        local.write_audit,
      ]
    }
    list-audit = {
      description     = "For operators: lists who did what"
      memory_mib      = 256
      timeout_seconds = 29
      parts           = ["audit"]
      statements = [
        { sid = "ListAuditTrail", actions = ["dynamodb:Query"], resources = [module.job_store.audit_table_arn] },
      ]
    }
    create-upload = {
      description     = "Gives a URL to upload a file to"
      memory_mib      = 256
      timeout_seconds = 29
      parts           = ["payloads"]
      statements      = [{ sid = "SignUploads", actions = ["s3:PutObject"], resources = ["${local.bucket_arn}/uploads/*"] }]
    }
    list-deliveries = {
      description     = "Tells what became of a job's webhook"
      memory_mib      = 256
      timeout_seconds = 29
      parts           = ["jobs", "webhook_deliveries"]
      statements      = [local.read_job, local.list_deliveries]
    }
    replay-delivery = {
      description     = "Has an event sent to its webhook again"
      memory_mib      = 256
      timeout_seconds = 29
      parts           = ["jobs", "webhook_deliveries", "webhook_queue"]
      statements      = [local.read_job, local.change_deliveries, local.send_retries]
    }
    rotate-webhook-secret = {
      description     = "Makes a secret that webhooks are signed with"
      memory_mib      = 256
      timeout_seconds = 29
      parts           = ["webhook_secrets", "audit"]
      statements = [
        { sid = "RotateWebhookSecret", actions = ["dynamodb:GetItem", "dynamodb:PutItem"], resources = [module.job_store.webhook_secrets_table_arn] },
        local.write_audit,
      ]
    }
    list-webhook-secrets = {
      description     = "Lists the secrets that webhooks are signed with, without them"
      memory_mib      = 256
      timeout_seconds = 29
      parts           = ["webhook_secrets"]
      statements      = [local.read_webhook_secrets]
    }
    # Outside of any VPC, so that nothing inside can be reached even by a mistake.
    deliver-webhooks = {
      description     = "Sends job events to webhooks"
      memory_mib      = 512
      timeout_seconds = local.deliver_timeout_seconds
      parts           = ["jobs", "webhook_deliveries", "webhook_queue", "webhook_secrets", "job_groups"]
      statements = [
        { sid = "ReceiveWebhooks", actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], resources = [module.webhooks.queue_arn] },
        local.read_job,
        local.read_webhook_secrets,
        local.change_deliveries,
        local.list_deliveries,
        local.send_retries,
        local.read_batch,
      ]
    }
    retry-webhooks = {
      description     = "Every minute: sends messages for webhooks whose next try has come"
      memory_mib      = 256
      timeout_seconds = 60
      parts           = ["webhook_deliveries", "webhook_queue"]
      statements = [
        { sid = "ListDueDeliveries", actions = ["dynamodb:Query"], resources = ["${module.job_store.webhook_deliveries_table_arn}/index/due"] },
        { sid = "PostponeDeliveries", actions = ["dynamodb:UpdateItem"], resources = [module.job_store.webhook_deliveries_table_arn] },
        local.send_retries,
      ]
    }
    create-schedule = {
      description     = "Stores a schedule"
      memory_mib      = 512
      timeout_seconds = 29
      parts           = ["schedules", "webhook_secrets"]
      statements = [
        { sid = "CreateSchedule", actions = ["dynamodb:PutItem"], resources = [module.job_store.schedules_table_arn] },
        local.list_schedules,
        local.read_webhook_secrets,
      ]
    }
    list-schedules = {
      description     = "Lists an owner's schedules"
      memory_mib      = 512
      timeout_seconds = 29
      parts           = ["schedules"]
      statements      = [local.read_schedule, local.list_schedules]
    }
    get-schedule = {
      description     = "Reads a schedule"
      memory_mib      = 256
      timeout_seconds = 29
      parts           = ["schedules"]
      statements      = [local.read_schedule]
    }
    update-schedule = {
      description     = "Changes, pauses or resumes a schedule"
      memory_mib      = 512
      timeout_seconds = 29
      parts           = ["schedules", "webhook_secrets"]
      statements      = [local.change_schedule, local.read_webhook_secrets]
    }
    delete-schedule = {
      description     = "Deletes a schedule"
      memory_mib      = 256
      timeout_seconds = 29
      parts           = ["schedules"]
      statements = [
        local.read_schedule,
        { sid = "DeleteSchedule", actions = ["dynamodb:DeleteItem"], resources = [module.job_store.schedules_table_arn] },
      ]
    }
    run-schedules = {
      description     = "Every minute: makes the jobs of schedules whose time is near"
      memory_mib      = 512
      timeout_seconds = 60
      parts           = ["schedules", "jobs", "queues", "wake", "events", "payloads", "webhook_secrets", "connections", "limits", "quotas", "job_groups"]
      statements = [
        { sid = "ListDueSchedules", actions = ["dynamodb:Query"], resources = ["${module.job_store.schedules_table_arn}/index/due"] },
        local.change_schedule,
        # The one before may be cancelled, and an owner who watches is told.
        { sid = "CreateAndCancelJobs", actions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], resources = [module.job_store.jobs_table_arn] },
        local.send,
        local.publish,
        { sid = "StoreInput", actions = ["s3:PutObject"], resources = ["${local.bucket_arn}/jobs/*/inputs/*"] },
        local.read_webhook_secrets,
        { sid = "FindOwnerWatch", actions = ["dynamodb:GetItem"], resources = [module.job_store.connections_table_arn] },
        local.count_quotas,
      ]
    }
    create-connection = {
      description     = "Gives a URL to open a WebSocket to"
      memory_mib      = 256
      timeout_seconds = 29
      parts           = ["connections", "websocket"]
      statements      = [{ sid = "CreateTicket", actions = ["dynamodb:PutItem"], resources = [module.job_store.connections_table_arn] }]
    }
    # A WebSocket API waits for 29 s at most.
    connect = {
      description     = "Opens a connection by its ticket"
      memory_mib      = 256
      timeout_seconds = 10
      parts           = ["connections"]
      statements      = [{ sid = "UseTicket", actions = ["dynamodb:PutItem", "dynamodb:UpdateItem"], resources = [module.job_store.connections_table_arn] }]
    }
    disconnect = {
      description     = "Forgets a connection"
      memory_mib      = 256
      timeout_seconds = 29
      parts           = ["connections"]
      statements      = [local.close_connections]
    }
    push-messages = {
      description     = "Answers messages of connections"
      memory_mib      = 512
      timeout_seconds = 29
      parts           = ["jobs", "connections", "push_endpoint"]
      statements = [
        { sid = "Subscribe", actions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], resources = [module.job_store.connections_table_arn] },
        local.close_connections,
        local.watch_job,
        { sid = "ListOwnJobs", actions = ["dynamodb:Query"], resources = [module.job_store.jobs_index_arns["owner"]] },
        { sid = "ReadOwnJobs", actions = ["dynamodb:BatchGetItem"], resources = [module.job_store.jobs_table_arn] },
        local.post_to_connections,
      ]
    }
    push-events = {
      description     = "Pushes job events to connections"
      memory_mib      = 512
      timeout_seconds = local.push_timeout_seconds
      parts           = ["connections", "push_endpoint"]
      statements = [
        { sid = "ReceiveWatchedEvents", actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], resources = [module.push.queue_arn] },
        { sid = "FindSubscribers", actions = ["dynamodb:Query"], resources = [module.job_store.connections_table_arn] },
        { sid = "EndSubscriptions", actions = ["dynamodb:UpdateItem"], resources = [module.job_store.connections_table_arn] },
        local.close_connections,
        local.post_to_connections,
      ]
    }
    submit-batch = {
      description     = "Stores the jobs of a batch, and has them run"
      memory_mib      = 1024
      timeout_seconds = 29
      parts           = ["jobs", "queues", "wake", "events", "payloads", "webhook_secrets", "connections", "limits", "quotas", "job_groups"]
      statements = [
        { sid = "CreateJobs", actions = ["dynamodb:GetItem", "dynamodb:PutItem"], resources = [module.job_store.jobs_table_arn] },
        local.send,
        local.publish,
        { sid = "StoreInputsAndManifest", actions = ["s3:PutObject"], resources = ["${local.bucket_arn}/jobs/*/inputs/*", "${local.bucket_arn}/scheduled/*", "${local.bucket_arn}/batches/*"] },
        { sid = "FindUploads", actions = ["s3:GetObject"], resources = ["${local.bucket_arn}/uploads/*"] },
        # As for submit-job: 404 for what is not there.
        { sid = "TellAbsentObjects", actions = ["s3:ListBucket"], resources = [local.bucket_arn] },
        local.read_webhook_secrets,
        { sid = "FindOwnerWatch", actions = ["dynamodb:GetItem"], resources = [module.job_store.connections_table_arn] },
        local.watch_job,
        local.count_quotas,
        local.read_batch,
        local.count_members,
        local.change_batch,
        { sid = "ForgetBatch", actions = ["dynamodb:DeleteItem"], resources = [module.job_store.job_groups_table_arn] },
      ]
    }
    list-batches = {
      description     = "Lists an owner's batches"
      memory_mib      = 512
      timeout_seconds = 29
      parts           = ["job_groups"]
      statements = [
        { sid = "ListBatches", actions = ["dynamodb:Query"], resources = ["${module.job_store.job_groups_table_arn}/index/owner"] },
        local.read_batch,
        local.count_members,
      ]
    }
    get-batch = {
      description     = "Reads a batch, and counts its jobs"
      memory_mib      = 512
      timeout_seconds = 29
      parts           = ["job_groups"]
      statements      = [local.read_batch, local.count_members]
    }
    list-batch-jobs = {
      description     = "Lists the jobs of a batch"
      memory_mib      = 512
      timeout_seconds = 29
      parts           = ["job_groups", "jobs"]
      statements      = [local.read_batch, local.count_members, local.read_job]
    }
    get-batch-manifest = {
      description     = "Redirects to what came of a batch"
      memory_mib      = 256
      timeout_seconds = 29
      parts           = ["job_groups", "payloads"]
      statements = [
        local.read_batch,
        { sid = "SignManifest", actions = ["s3:GetObject"], resources = ["${local.bucket_arn}/batches/*"] },
      ]
    }
    cancel-batch = {
      description     = "Cancels the jobs of a batch"
      memory_mib      = 512
      timeout_seconds = 29
      parts           = ["job_groups", "jobs", "events"]
      statements = [
        local.read_batch,
        local.count_members,
        { sid = "CancelBatch", actions = ["dynamodb:PutItem"], resources = [module.job_store.job_groups_table_arn] },
        local.update_job,
        local.publish,
      ]
    }
    settle-jobs = {
      description     = "Does what waits for the end of a job: follow-ups, batches, limits"
      memory_mib      = 512
      timeout_seconds = local.settle_timeout_seconds
      parts           = ["jobs", "queues", "wake", "events", "limits", "job_groups", "payloads"]
      statements = [
        { sid = "ReceiveSettlements", actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], resources = [module.settlements.queue_arn] },
        local.update_job,
        local.send,
        local.publish,
        local.give_slots,
        local.list_held,
        local.read_batch,
        local.count_members,
        local.change_batch,
        local.write_manifest,
      ]
    }
    list-job-types = {
      description     = "Lists the job types"
      memory_mib      = 256
      timeout_seconds = 29
      parts           = []
      statements      = []
    }
    get-job-type = {
      description     = "Reads a job type"
      memory_mib      = 256
      timeout_seconds = 29
      parts           = ["controls"]
      statements      = [local.read_controls]
    }
    get-openapi = {
      description     = "Gives the OpenAPI document"
      memory_mib      = 256
      timeout_seconds = 29
      parts           = []
      statements      = []
    }
    authorize = {
      description     = "Finds out whom an API key belongs to"
      memory_mib      = 512
      timeout_seconds = 10
      parts           = ["api_keys"]
      statements      = [{ sid = "FindKey", actions = ["dynamodb:GetItem"], resources = [module.job_store.api_keys_table_arn] }]
    }
    reconcile-jobs = {
      description     = "Every minute: dispatches jobs that no message stands for, wakes services that have work, and lets others sleep"
      memory_mib      = 512
      timeout_seconds = 60
      parts           = ["jobs", "queues", "wake", "events", "limits", "job_groups", "payloads"]
      statements = [
        { sid = "ListDueJobs", actions = ["dynamodb:Query"], resources = [module.job_store.jobs_index_arns["due"]] },
        local.update_job,
        local.send,
        local.publish,
        local.give_slots,
        local.list_held,
        { sid = "ListDueLimits", actions = ["dynamodb:Query"], resources = ["${module.job_store.limits_table_arn}/index/due"] },
        local.read_batch,
        local.count_members,
        local.change_batch,
        local.write_manifest,
        { sid = "CountWaiting", actions = ["sqs:GetQueueAttributes"], resources = local.lane_arns },
        local.read_controls,
        # Knows no resources.
        { sid = "ReadMinimums", actions = ["application-autoscaling:DescribeScalableTargets"], resources = ["*"] },
        { sid = "ListDueBatches", actions = ["dynamodb:Query"], resources = ["${module.job_store.job_groups_table_arn}/index/due"] },
      ]
    }
    redrive-dead-letters = {
      description = "For operators: runs the dead letters of a job type again"
      memory_mib  = 512
      # Below the 900 s for which it keeps dead letters out of sight.
      timeout_seconds = 840
      parts           = ["jobs", "queues", "wake", "events", "audit"]
      statements = [
        local.take_dead_letters,
        local.update_job,
        local.send,
        local.publish,
        local.write_audit,
      ]
    }
  }
}
