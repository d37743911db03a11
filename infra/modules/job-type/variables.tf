variable "name_prefix" {
  description = "Beginning of every resource's name, without a trailing hyphen, for instance `jobs-dev`."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name_prefix)) && length(var.name_prefix) <= 18
    error_message = "name_prefix must be lower-case words joined by hyphens, at most 18 characters: with a job type's 40, a role's name has 64 in all."
  }
}

variable "settings" {
  description = "The job type's entry in `packages/shared-contracts/generated/job-types.json`."
  type = object({
    name                     = string
    title                    = string
    queues                   = list(object({ lane = string, name = string }))
    deadLetterQueue          = string
    ordering                 = optional(string)
    maxReceiveCount          = number
    leaseSeconds             = number
    visibilityTimeoutSeconds = number
    timeLimitSeconds         = number
    maxAttempts              = number
    concurrencyPerWorker     = number
    resultRetentionDays      = optional(number)
    compute = object({
      # Of tasks.
      capacityProvider = optional(string)
      gpus             = optional(number, 0)
      cpuUnits         = optional(number)
      minTasks         = optional(number, 0)
      maxTasks         = optional(number, 1)
      scalingSteps     = optional(list(object({ backlogAtLeast = number, tasks = number })))
      # Of a function.
      kind                = optional(string, "ecs")
      maxConcurrency      = optional(number)
      ephemeralStorageMiB = optional(number, 512)
      timeoutSeconds      = optional(number)
      # Of either.
      memoryMiB = number
    })
  })

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.settings.name)) && length(var.settings.name) <= 40
    error_message = "settings.name must be kebab-case, at most 40 characters."
  }
  validation {
    condition     = var.settings.ordering == null || (var.settings.ordering == "fifo" && length(var.settings.queues) == 1 && var.settings.compute.kind == "ecs")
    error_message = "settings.ordering must be fifo or be left out; with it, there must be one lane, and tasks: jobs of several lanes have no order, and a function takes several messages of a group at once."
  }
  validation {
    condition     = alltrue([for name in concat(var.settings.queues[*].name, [var.settings.deadLetterQueue]) : endswith(name, ".fifo") == (var.settings.ordering == "fifo")])
    error_message = "settings.queues and deadLetterQueue must have names that end in .fifo with an ordering, and only then: SQS goes by that."
  }
  validation {
    condition = (
      contains(var.settings.queues[*].lane, "standard") && length(var.settings.queues) <= 3
      && length(distinct(var.settings.queues[*].lane)) == length(var.settings.queues)
    )
    error_message = "settings.queues must hold the lane standard, and at most three lanes, each once: an alarm reads at most ten metrics, three for each lane."
  }
  validation {
    condition     = var.settings.leaseSeconds >= 5 && var.settings.leaseSeconds + var.settings.timeLimitSeconds <= 43200
    error_message = "settings.leaseSeconds must be at least 5, and together with timeLimitSeconds at most 12 hours, when SQS hands a message out again whatever is done."
  }
  validation {
    condition     = var.settings.maxReceiveCount > var.settings.maxAttempts && var.settings.maxReceiveCount <= 1000
    error_message = "settings.maxReceiveCount must be above maxAttempts, or jobs would reach the dead-letter queue with attempts left."
  }
  validation {
    condition     = var.settings.compute.minTasks >= 0 && var.settings.compute.maxTasks >= 1 && var.settings.compute.minTasks <= var.settings.compute.maxTasks
    error_message = "settings.compute must have 0 ≤ minTasks ≤ maxTasks, and maxTasks of at least 1."
  }
  validation {
    condition     = var.settings.compute.gpus == 0 || !contains(["FARGATE", "FARGATE_SPOT"], coalesce(var.settings.compute.capacityProvider, "FARGATE"))
    error_message = "settings.compute.gpus needs a capacityProvider with EC2 instances: Fargate has no GPUs."
  }
  validation {
    condition     = var.settings.compute.kind == "lambda" || try(var.settings.compute.scalingSteps[0].backlogAtLeast == 1, false)
    error_message = "settings.compute.scalingSteps must begin at a backlog of 1, or one job would start no worker."
  }
  validation {
    condition = alltrue([
      for number, step in coalesce(var.settings.compute.scalingSteps, []) :
      step.tasks >= 1 && step.tasks <= var.settings.compute.maxTasks && try(
        step.backlogAtLeast > var.settings.compute.scalingSteps[number - 1].backlogAtLeast && step.tasks >= var.settings.compute.scalingSteps[number - 1].tasks,
        number == 0,
      )
    ])
    error_message = "settings.compute.scalingSteps must grow, and stay within maxTasks."
  }
  validation {
    condition     = var.settings.visibilityTimeoutSeconds >= var.settings.leaseSeconds && var.settings.visibilityTimeoutSeconds <= 43200
    error_message = "settings.visibilityTimeoutSeconds must be at least leaseSeconds, or messages would come again while their jobs run, and at most 12 hours."
  }
  validation {
    condition     = contains(["ecs", "lambda"], var.settings.compute.kind)
    error_message = "settings.compute.kind must be ecs or lambda."
  }
  validation {
    condition     = var.settings.compute.kind == "ecs" ? var.settings.compute.cpuUnits != null : true
    error_message = "settings.compute.cpuUnits must be given, as tasks need a processor."
  }
  validation {
    condition = var.settings.compute.kind == "lambda" ? try(
      var.settings.compute.timeoutSeconds > var.settings.timeLimitSeconds && var.settings.compute.timeoutSeconds <= 900 && var.settings.visibilityTimeoutSeconds >= 6 * var.settings.compute.timeoutSeconds,
      false,
    ) : true
    error_message = "settings.compute.timeoutSeconds of a function must be above timeLimitSeconds, so that a job ends before it, at most 900, and a sixth of visibilityTimeoutSeconds at most."
  }
  validation {
    condition     = var.settings.compute.kind == "lambda" ? try(var.settings.compute.maxConcurrency >= 2 && var.settings.compute.maxConcurrency <= 1000, false) : true
    error_message = "settings.compute.maxConcurrency of a function must be from 2 to 1000."
  }
  validation {
    condition     = var.settings.compute.kind == "lambda" ? var.settings.concurrencyPerWorker <= 10 : true
    error_message = "settings.concurrencyPerWorker of a function must be at most 10: a larger batch would have to be waited for."
  }
}

variable "cluster_arn" {
  description = "ECS cluster with the capacity providers FARGATE, FARGATE_SPOT and those that job types name."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:ecs:[a-z0-9-]+:[0-9]{12}:cluster/.+$", var.cluster_arn))
    error_message = "cluster_arn must be the ARN of an ECS cluster."
  }
}

variable "cluster_name" {
  description = "Name of that cluster, which scaling and task protection go by."
  type        = string

  validation {
    condition     = endswith(var.cluster_arn, ":cluster/${var.cluster_name}")
    error_message = "cluster_name must be the name in cluster_arn, or nothing would ever be scaled."
  }
  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,255}$", var.cluster_name))
    error_message = "cluster_name must be a cluster's name and not its ARN: 1 to 255 letters, digits, hyphens and underscores."
  }
}

variable "image_uri" {
  description = "The workers' image, with a tag that never moves or a digest."
  type        = string

  validation {
    condition     = can(regex("^[^\\s:@]+(:[0-9]+)?(/[^\\s:@]+)*(:[\\w][\\w.-]*|@sha256:[0-9a-f]{64})$", var.image_uri)) && !endswith(var.image_uri, ":latest")
    error_message = "image_uri must end in a tag other than latest, or in a digest: tasks that start later must run the same code."
  }
}

variable "subnet_ids" {
  description = "Private subnets that workers run in."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) > 0
    error_message = "subnet_ids must name at least one subnet."
  }
  validation {
    condition     = alltrue([for id in var.subnet_ids : can(regex("^subnet-[0-9a-f]+$", id))])
    error_message = "subnet_ids must be ids, such as subnet-0abc1234def567890."
  }
}

variable "security_group_ids" {
  description = "Security groups of the workers. They need HTTPS out, and no way in."
  type        = list(string)

  validation {
    condition     = length(var.security_group_ids) > 0
    error_message = "security_group_ids must name at least one group, or workers would get the VPC's default one."
  }
  validation {
    condition     = alltrue([for id in var.security_group_ids : can(regex("^sg-[0-9a-f]+$", id))])
    error_message = "security_group_ids must be ids, such as sg-0abc1234def567890."
  }
}

variable "environment" {
  description = "Environment of the workers, besides what this module sets: AWS_REGION, JOB_TYPE, QUEUE_URL_PREFIX, SHUTDOWN_GRACE_SECONDS. No secrets: everybody who may describe tasks can read it."
  type        = map(string)

  validation {
    condition     = length(setintersection(keys(var.environment), ["AWS_REGION", "JOB_TYPE", "QUEUE_URL_PREFIX", "SHUTDOWN_GRACE_SECONDS"])) == 0
    error_message = "environment must not name AWS_REGION, JOB_TYPE, QUEUE_URL_PREFIX or SHUTDOWN_GRACE_SECONDS: this module sets them."
  }
  validation {
    condition     = alltrue([for name, value in var.environment : value != ""])
    error_message = "environment must not hold empty values: workers refuse to start with them."
  }
  validation {
    condition     = alltrue([for name in keys(var.environment) : can(regex("^[A-Z][A-Z0-9_]*$", name))])
    error_message = "environment must have names in upper case, such as JOBS_TABLE_NAME."
  }
}

variable "jobs_table_arn" {
  description = "Table of jobs."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[A-Za-z0-9_.-]+$", var.jobs_table_arn))
    error_message = "jobs_table_arn must be the ARN of a DynamoDB table, such as arn:aws:dynamodb:eu-central-1:123456789012:table/jobs-dev-jobs."
  }
}

variable "statistics_table_arn" {
  description = "Table of what became of jobs, by the minute."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[A-Za-z0-9_.-]+$", var.statistics_table_arn))
    error_message = "statistics_table_arn must be the ARN of a DynamoDB table, such as arn:aws:dynamodb:eu-central-1:123456789012:table/jobs-dev-job-statistics."
  }
}

variable "controls_table_arn" {
  description = "Table of what operators have set of job types."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[A-Za-z0-9_.-]+$", var.controls_table_arn))
    error_message = "controls_table_arn must be the ARN of a DynamoDB table, such as arn:aws:dynamodb:eu-central-1:123456789012:table/jobs-dev-controls."
  }
}

variable "payload_bucket_arn" {
  description = "Bucket of inputs, results, files and uploads."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:s3:::[a-z0-9.-]+$", var.payload_bucket_arn))
    error_message = "payload_bucket_arn must be the ARN of a bucket, such as arn:aws:s3:::jobs-dev-payloads, without a key: the module adds which objects."
  }
}

variable "topic_arn" {
  description = "Topic of job events."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", var.topic_arn))
    error_message = "topic_arn must be the ARN of an SNS topic, such as arn:aws:sns:eu-central-1:123456789012:jobs-dev-job-events."
  }
}

variable "kms_key_arn" {
  description = "KMS key of queues, events, table, payloads and the workers' log. Null: keys that AWS manages. Its policy must let CloudWatch Logs use it."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key, not of an alias, which policies can't name."
  }
}

variable "spot_weight" {
  description = "Share of tasks on Fargate Spot, where the job type names no capacity provider: 50 to 70 % cheaper, reclaimed with two minutes' notice, which releases their jobs without counting the attempt."
  type        = number
  default     = 1

  validation {
    condition     = var.spot_weight >= 0 && var.spot_weight <= 1000 && floor(var.spot_weight) == var.spot_weight
    error_message = "spot_weight must be whole, from 0 to 1000."
  }
}

variable "on_demand_weight" {
  description = "Share of tasks on Fargate On-Demand, where the job type names no capacity provider."
  type        = number
  default     = 1

  validation {
    condition     = var.on_demand_weight >= 0 && var.on_demand_weight <= 1000 && floor(var.on_demand_weight) == var.on_demand_weight
    error_message = "on_demand_weight must be whole, from 0 to 1000."
  }
  validation {
    condition     = var.on_demand_weight + var.spot_weight > 0
    error_message = "One of on_demand_weight and spot_weight must be above 0, or no task could start."
  }
}

variable "log_retention_days" {
  description = "Days for which the workers' log is kept; one of the numbers that CloudWatch Logs takes."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be a number that CloudWatch Logs takes, such as 7, 30, 90 or 365. For ever is none."
  }
}

variable "alarm_topic_arn" {
  description = "SNS topic for the alarms that need a person. Null: they only show in CloudWatch."
  type        = string
  default     = null

  validation {
    condition     = var.alarm_topic_arn == null || can(regex("^arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", var.alarm_topic_arn))
    error_message = "alarm_topic_arn must be the ARN of an SNS topic, such as arn:aws:sns:eu-central-1:123456789012:alarms, or null."
  }
}

variable "scale_in_after_minutes" {
  description = "Minutes without any backlog after which the tasks are stopped, down to the declared minimum."
  type        = number
  default     = 10

  validation {
    condition     = var.scale_in_after_minutes >= 2 && var.scale_in_after_minutes <= 1440 && floor(var.scale_in_after_minutes) == var.scale_in_after_minutes
    error_message = "scale_in_after_minutes must be whole, from 2, as one minute may be a gap in the metrics, to 1440, the most that an alarm looks back."
  }
}

variable "function_zip_path" {
  description = "Path of the zip of a job type that is a Lambda function. Null for a service."
  type        = string
  default     = null

  validation {
    condition     = var.function_zip_path == null ? true : endswith(var.function_zip_path, ".zip")
    error_message = "function_zip_path must end in .zip: give the archive that `pnpm build` writes."
  }
  validation {
    condition     = var.settings.compute.kind == "lambda" ? var.function_zip_path != null : true
    error_message = "function_zip_path must be given for a job type whose compute is a Lambda function."
  }
}

variable "package_bucket" {
  description = "Name of the bucket that the zip of such a job type is put into, from where Lambda takes it. Null for a service."
  type        = string
  default     = null

  validation {
    condition     = var.settings.compute.kind == "lambda" ? can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.package_bucket)) : true
    error_message = "package_bucket must be the name of a bucket, not its ARN."
  }
}

variable "tracing" {
  description = "Whether invocations of a function are traced by X-Ray."
  type        = bool
  default     = false
}
