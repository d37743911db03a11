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

variable "settle_function_arn" {
  description = "ARN of the function that settles."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]+$", var.settle_function_arn))
    error_message = "settle_function_arn must be the ARN of a function."
  }
}

# Apart from the ARN: the queue is there before the function, whose role names it.
variable "settle_timeout_seconds" {
  description = "For how long an invocation of the function that settles may run."
  type        = number
  default     = 30

  validation {
    condition     = var.settle_timeout_seconds >= 10 && var.settle_timeout_seconds <= 900
    error_message = "settle_timeout_seconds must be 10 to 900: the end of a job may start a thousand others."
  }
}

variable "max_concurrency" {
  description = "How many batches of ten ends are settled at once."
  type        = number
  default     = 10

  validation {
    condition     = var.max_concurrency >= 2 && var.max_concurrency <= 1000 && floor(var.max_concurrency) == var.max_concurrency
    error_message = "max_concurrency must be whole, from 2 to 1000, as Lambda takes it."
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
