# The whole system in one account and region. What it consists of is written by the code itself: the job types with
# their queues and compute, and the API's routes.
locals {
  name_prefix = "${var.project}-${var.environment}"
  contracts   = "${path.module}/../packages/shared-contracts/generated"
  job_types   = jsondecode(file("${local.contracts}/job-types.json"))
  on_lambda   = [for name, settings in local.job_types : name if try(settings.compute.kind, "ecs") == "lambda"]
  openapi     = jsondecode(file("${local.contracts}/openapi.json"))

  # The page's API is below its own address; its files go straight to the bucket.
  upload_origins = concat(var.web_origins, module.dashboard[*].url)

  # `GET /v1/jobs/{jobId}` → `get-job`. A path holds methods, and may hold what belongs to all of them.
  routes = merge([
    for path, operations in local.openapi.paths : {
      for method, operation in operations : "${upper(method)} ${path}" => operation["x-function"]
      if contains(["get", "head", "post", "put", "patch", "delete"], method)
    }
  ]...)
}

module "job_store" {
  source = "./modules/job-store"

  name_prefix            = local.name_prefix
  deletion_protection    = var.deletion_protection
  point_in_time_recovery = var.point_in_time_recovery
  kms_key_arn            = var.kms_key_arn
  allowed_upload_origins = local.upload_origins
  upload_retention_days  = var.retention_days.uploads
  payload_retention_days = var.retention_days.payloads
  result_retention_days  = distinct([for settings in local.job_types : settings.resultRetentionDays if can(settings.resultRetentionDays)])
  force_destroy          = var.force_destroy
}

module "job_events" {
  source = "./modules/job-events"

  name_prefix = local.name_prefix
  kms_key_arn = var.kms_key_arn
}

module "webhooks" {
  source = "./modules/webhooks"

  name_prefix             = local.name_prefix
  topic_arn               = module.job_events.topic_arn
  deliver_function_arn    = module.function["deliver-webhooks"].function_arn
  deliver_timeout_seconds = local.deliver_timeout_seconds
  retry_function_arn      = module.function["retry-webhooks"].function_arn
  kms_key_arn             = var.kms_key_arn
  alarm_topic_arn         = module.observability.alarm_topic_arn
}

module "push" {
  source = "./modules/push"

  name_prefix          = local.name_prefix
  topic_arn            = module.job_events.topic_arn
  functions            = { for name in ["connect", "disconnect", "push-messages"] : name => { arn = module.function[name].function_arn, invoke_arn = module.function[name].invoke_arn } }
  push_function_arn    = module.function["push-events"].function_arn
  push_timeout_seconds = local.push_timeout_seconds
  throttling           = var.throttling
  kms_key_arn          = var.kms_key_arn
  alarm_topic_arn      = module.observability.alarm_topic_arn
}

# The ends of jobs that something waits for: follow-ups, batches, limits. What is lost on the way is found by the
# reconciler, minutes later.
module "settlements" {
  source = "./modules/subscribed-queue"

  name_prefix              = local.name_prefix
  queue_name               = "settlements"
  topic_arn                = module.job_events.topic_arn
  filter_policy            = { settles = ["true"] }
  function_arn             = module.function["settle-jobs"].function_arn
  function_timeout_seconds = local.settle_timeout_seconds
  kms_key_arn              = var.kms_key_arn
  alarm_topic_arn          = module.observability.alarm_topic_arn

  alarms = {
    dead_letters_mean = "Ends of jobs could not be settled: see the log of settle-jobs, then move the messages back to the queue."
    old_messages_mean = "Follow-ups start late and batches complete late: settle-jobs fails, or more jobs end than its concurrency settles."
  }
}

module "network" {
  source = "./modules/network"

  name_prefix             = local.name_prefix
  vpc                     = var.network.vpc
  cidr_block              = var.network.cidr_block
  availability_zone_count = var.network.availability_zone_count
  egress                  = var.network.egress
  single_nat_gateway      = var.network.single_nat_gateway
}

module "job_type" {
  source   = "./modules/job-type"
  for_each = local.job_types

  name_prefix            = local.name_prefix
  settings               = each.value
  cluster_arn            = aws_ecs_cluster.this.arn
  cluster_name           = aws_ecs_cluster_capacity_providers.this.cluster_name
  image_uri              = var.image_uri
  subnet_ids             = module.network.private_subnet_ids
  security_group_ids     = [module.network.worker_security_group_id]
  environment            = merge([for part in ["common", "jobs", "events", "payloads", "job_statistics", "controls"] : local.environment_without_queues[part]]...)
  jobs_table_arn         = module.job_store.jobs_table_arn
  statistics_table_arn   = module.job_store.job_statistics_table_arn
  controls_table_arn     = module.job_store.controls_table_arn
  payload_bucket_arn     = module.job_store.payload_bucket_arn
  topic_arn              = module.job_events.topic_arn
  kms_key_arn            = var.kms_key_arn
  spot_weight            = var.capacity.spot_weight
  on_demand_weight       = var.capacity.on_demand_weight
  scale_in_after_minutes = var.capacity.scale_in_after_minutes
  function_zip_path      = contains(local.on_lambda, each.key) ? "${var.functions_directory}/jobs/${each.key}.zip" : null
  package_bucket         = module.packages.name
  tracing                = var.tracing
  log_retention_days     = var.retention_days.logs
  alarm_topic_arn        = module.observability.alarm_topic_arn
}

# The functions' zips: Lambda keeps a copy of its own, so that nothing in it needs to be kept.
module "packages" {
  source = "./modules/private-bucket"

  bucket_prefix = "${local.name_prefix}-packages"
  force_destroy = true
  kms_key_arn   = var.kms_key_arn
}

module "function" {
  source   = "./modules/lambda-function"
  for_each = local.functions

  name                 = "${local.name_prefix}-${each.key}"
  description          = each.value.description
  zip_path             = "${var.functions_directory}/${each.key}.zip"
  package_bucket       = module.packages.name
  memory_mib           = each.value.memory_mib
  timeout_seconds      = each.value.timeout_seconds
  environment          = merge([for part in concat(["common"], each.value.parts) : local.environment_of[part]]...)
  policy_statements    = concat(each.value.statements, contains(each.value.parts, "wake") ? local.wake_statements : [], length(each.value.parts) > 0 ? local.key_statements : [])
  reserved_concurrency = lookup(var.reserved_concurrency, each.key, null)
  log_retention_days   = var.retention_days.logs
  kms_key_arn          = var.kms_key_arn
  alarm_topic_arn      = module.observability.alarm_topic_arn
  tracing              = var.tracing
}

module "api" {
  source = "./modules/api"

  name_prefix          = local.name_prefix
  routes               = local.routes
  functions            = { for name in distinct(values(local.routes)) : name => { arn = module.function[name].function_arn, invoke_arn = module.function[name].invoke_arn } }
  authorizer           = { arn = module.function["authorize"].function_arn, invoke_arn = module.function["authorize"].invoke_arn }
  cors_allowed_origins = var.web_origins
  throttling           = var.throttling
  log_retention_days   = var.retention_days.logs
  kms_key_arn          = var.kms_key_arn
}

module "observability" {
  source = "./modules/observability"

  name_prefix              = local.name_prefix
  cluster_name             = aws_ecs_cluster.this.name
  api_id                   = module.api.api_id
  function_names           = concat([for name in keys(local.functions) : module.function[name].function_name], [for name in local.on_lambda : module.job_type[name].function_name])
  reconciler_function_name = module.function["reconcile-jobs"].function_name
  schedules_function_name  = module.function["run-schedules"].function_name
  waking_function_names    = [for name, settings in local.functions : module.function[name].function_name if contains(settings.parts, "wake")]
  table_names              = { jobs = module.job_store.jobs_table_name, api-keys = module.job_store.api_keys_table_name }
  alarm_emails             = var.alarm_emails

  job_types = {
    for name, settings in local.job_types : name => {
      queue_names            = values(module.job_type[name].queue_names)
      dead_letter_queue_name = module.job_type[name].dead_letter_queue_name
      service_name           = module.job_type[name].service_name
      log_group_name         = module.job_type[name].log_group_name
      # A quarter of an hour to start, and then a whole run.
      alarming_age_seconds = 900 + settings.timeLimitSeconds
    }
  }
}

# Off by default.
module "dashboard" {
  source = "./modules/dashboard"
  count  = var.dashboard == null ? 0 : 1

  name_prefix     = local.name_prefix
  files_directory = var.dashboard.files_directory
  api_endpoint    = module.api.api_endpoint
  connect_origins = ["https://${module.job_store.payload_bucket_domain_name}", regex("^wss://[^/]+", module.push.websocket_url)]
  domain          = var.dashboard.domain
}
