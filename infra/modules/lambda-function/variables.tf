variable "name" {
  description = "Name of the function, for instance `jobs-dev-submit-job`."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9-_]{1,64}$", var.name))
    error_message = "A function's name has 1 to 64 letters, digits, hyphens and underscores."
  }
}

variable "description" {
  description = "What the function does, as the Lambda console shows it."
  type        = string

  validation {
    condition     = trimspace(var.description) != "" && length(var.description) <= 256
    error_message = "description must say what the function does, in at most 256 characters."
  }
}

variable "zip_path" {
  description = "Path of the zip to deploy. A changed content is a new deployment."
  type        = string

  validation {
    condition     = endswith(var.zip_path, ".zip")
    error_message = "zip_path must end in .zip: give the archive that `pnpm build` writes, not its folder."
  }
}

variable "package_bucket" {
  description = "Name of the bucket that the zip is put into, from where Lambda takes it."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.package_bucket))
    error_message = "package_bucket must be the name of a bucket, not its ARN."
  }
}

variable "handler" {
  description = "Exported handler in the zip, as `file.export`."
  type        = string
  default     = "index.handler"

  validation {
    condition     = can(regex("^[^.\\s]+\\.[^.\\s]+$", var.handler))
    error_message = "The handler is written `file.export`, for instance `index.handler`."
  }
}

variable "memory_mib" {
  description = "Memory in MiB. The share of a processor grows with it: 1769 MiB are one whole processor."
  type        = number
  default     = 512

  validation {
    condition     = var.memory_mib >= 128 && var.memory_mib <= 10240 && floor(var.memory_mib) == var.memory_mib
    error_message = "Memory is a whole number from 128 to 10240 MiB."
  }
}

variable "ephemeral_storage_mib" {
  description = "Size of `/tmp` in MiB."
  type        = number
  default     = 512

  validation {
    condition     = var.ephemeral_storage_mib >= 512 && var.ephemeral_storage_mib <= 10240 && floor(var.ephemeral_storage_mib) == var.ephemeral_storage_mib
    error_message = "ephemeral_storage_mib is a whole number from 512 to 10240."
  }
}

variable "timeout_seconds" {
  description = "For how long an invocation may run."
  type        = number
  default     = 29

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 900 && floor(var.timeout_seconds) == var.timeout_seconds
    error_message = "A timeout is a whole number from 1 to 900 seconds."
  }
}

variable "environment" {
  description = "The function's environment variables. No secrets: whoever may describe the function can read them."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.environment) : can(regex("^[A-Z][A-Z0-9_]*$", name))])
    error_message = "environment must have names in upper case, such as JOBS_TABLE_NAME."
  }
}

variable "policy_statements" {
  description = "What the function may do besides writing its log. `condition` is a map of operator to a map of condition key to values."
  type = list(object({
    sid       = string
    actions   = list(string)
    resources = list(string)
    condition = optional(map(map(list(string))))
  }))
  default = []

  validation {
    condition     = alltrue([for statement in var.policy_statements : can(regex("^[A-Za-z0-9]+$", statement.sid))])
    error_message = "A statement's sid has letters and digits only."
  }

  validation {
    condition     = alltrue(flatten([for statement in var.policy_statements : [for action in statement.actions : can(regex("^[a-z0-9-]+:[A-Za-z0-9]+$", action))]]))
    error_message = "Every action is written out, as `dynamodb:GetItem`: wildcards would grant more than the function calls."
  }

  validation {
    condition     = alltrue([for statement in var.policy_statements : length(statement.actions) > 0 && length(statement.resources) > 0])
    error_message = "Every statement names at least one action and one resource."
  }
}

variable "reserved_concurrency" {
  description = "Concurrent invocations that are reserved for the function, and its limit. Null for a share of the account's."
  type        = number
  default     = null

  validation {
    condition     = var.reserved_concurrency == null ? true : var.reserved_concurrency >= 1 && floor(var.reserved_concurrency) == var.reserved_concurrency
    error_message = "Reserved concurrency is a whole number from 1: with 0, the function would never run."
  }
}

variable "log_retention_days" {
  description = "For how many days log lines are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be a number that CloudWatch Logs takes, such as 7, 30, 90 or 365. For ever is none."
  }
}

variable "kms_key_arn" {
  description = "Key that encrypts the environment variables and the log. Null for keys of AWS. Its policy must let CloudWatch Logs use it."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key, not of an alias, which policies can't name."
  }
}

variable "alarm_topic_arn" {
  description = "SNS topic that the alarms notify. Null: the alarms change their state and tell nobody."
  type        = string
  default     = null

  validation {
    condition     = var.alarm_topic_arn == null || can(regex("^arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", var.alarm_topic_arn))
    error_message = "alarm_topic_arn must be the ARN of an SNS topic, such as arn:aws:sns:eu-central-1:123456789012:alarms, or null."
  }
}

variable "tracing" {
  description = "Whether invocations are traced by X-Ray."
  type        = bool
  default     = false
}
