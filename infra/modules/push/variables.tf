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

variable "functions" {
  description = "The functions behind the routes, by their names: connect, disconnect and push-messages."
  type = map(object({
    arn        = string
    invoke_arn = string
  }))

  validation {
    condition     = toset(keys(var.functions)) == toset(["connect", "disconnect", "push-messages"])
    error_message = "functions must be connect, disconnect and push-messages."
  }
  validation {
    condition     = alltrue([for function in values(var.functions) : can(regex("^arn:[a-z-]+:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]+$", function.arn))])
    error_message = "Each arn of functions must be the ARN of a function, without a version."
  }
  validation {
    condition     = alltrue([for function in values(var.functions) : can(regex("^arn:[a-z-]+:apigateway:[a-z0-9-]+:lambda:path/2015-03-31/functions/arn:[^/]+/invocations$", function.invoke_arn))])
    error_message = "Each invoke_arn of functions must be the ARN by which API Gateway invokes a function, the attribute invoke_arn of aws_lambda_function."
  }
}

variable "push_function_arn" {
  description = "ARN of the function that pushes events."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]+$", var.push_function_arn))
    error_message = "push_function_arn must be the ARN of a function."
  }
}

# Apart from the ARN: the queue is there before the function, whose role names it.
variable "push_timeout_seconds" {
  description = "For how long an invocation of the function that pushes may run."
  type        = number
  default     = 20

  validation {
    condition     = var.push_timeout_seconds >= 10 && var.push_timeout_seconds <= 900
    error_message = "push_timeout_seconds must be 10 to 900: a connection may take some seconds to answer."
  }
}

variable "throttling" {
  description = "Connections and messages a second that the API takes, and how many more at once."
  type = object({
    rate  = optional(number, 100)
    burst = optional(number, 200)
  })
  default = {}

  validation {
    condition     = var.throttling.rate >= 1 && var.throttling.rate <= 10000
    error_message = "throttling.rate must be 1 to 10000 requests a second: more is beyond an account's own limit."
  }
  validation {
    condition     = var.throttling.burst >= 1 && var.throttling.burst <= 5000
    error_message = "throttling.burst must be 1 to 5000 requests: more is beyond an account's own limit."
  }
}

variable "max_concurrency" {
  description = "How many batches of ten events are pushed at once."
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
