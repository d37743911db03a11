variable "name_prefix" {
  description = "Beginning of every resource's name, without a trailing hyphen, for instance `jobs-dev`."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name_prefix)) && length(var.name_prefix) <= 18
    error_message = "name_prefix must be lower-case words joined by hyphens, at most 18 characters: with a job type's 40, a role's name has 64 in all."
  }
}

variable "topic_arn" {
  description = "ARN of the topic of job events."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", var.topic_arn))
    error_message = "topic_arn must be the ARN of an SNS topic, such as arn:aws:sns:eu-central-1:123456789012:jobs-dev-job-events."
  }
}

variable "queue_name" {
  description = "Name of the queue behind the prefix, for instance `webhooks`."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.queue_name)) && length(var.queue_name) <= 40
    error_message = "queue_name must be lower-case words joined by hyphens, at most 40 characters: with the prefix and -dead-letters, a queue's name has 80 in all."
  }
}

variable "filter_policy" {
  description = "Events that the queue takes: names of message attributes, each with the values that it may have."
  type        = map(list(string))

  validation {
    condition     = length(var.filter_policy) > 0 && alltrue([for values in var.filter_policy : length(values) > 0])
    error_message = "filter_policy must name an attribute, and a value of each: without, every event of every job would arrive."
  }
}

variable "function_arn" {
  description = "ARN of the function that handles the events."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]+$", var.function_arn))
    error_message = "function_arn must be the ARN of a function."
  }
}

# Apart from the ARN: the queue is there before the function, whose role names it.
variable "function_timeout_seconds" {
  description = "For how long an invocation of the function may run."
  type        = number

  validation {
    condition     = var.function_timeout_seconds >= 1 && var.function_timeout_seconds <= 900
    error_message = "function_timeout_seconds must be 1 to 900, as Lambda takes it."
  }
}

variable "retention_days" {
  description = "For how many days an event waits that is not handled."
  type        = number
  default     = 7

  validation {
    condition     = var.retention_days >= 1 && var.retention_days < 14
    error_message = "retention_days must be 1 to 13: dead letters are kept for 14 days, counted from when an event was first sent."
  }
}

variable "max_concurrency" {
  description = "How many batches of ten events are handled at once."
  type        = number
  default     = 10

  validation {
    condition     = var.max_concurrency >= 2 && var.max_concurrency <= 1000 && floor(var.max_concurrency) == var.max_concurrency
    error_message = "max_concurrency must be whole, from 2 to 1000, as Lambda takes it."
  }
}

variable "alarms" {
  description = "What the alarms tell whoever is woken, and at which age of its oldest message the queue is late."
  type = object({
    dead_letters_mean = string
    old_messages_mean = string
    old_after_seconds = optional(number, 300)
  })

  validation {
    condition     = var.alarms.old_after_seconds >= 60
    error_message = "alarms.old_after_seconds must be at least 60, a metric's period."
  }
}

variable "kms_key_arn" {
  description = "KMS key that encrypts the queues. Null: a key of SQS, which costs nothing. A key of one's own must let sns.amazonaws.com use kms:GenerateDataKey and kms:Decrypt."
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
