variable "name_prefix" {
  description = "Begins the name of every resource, for instance `jobs-dev`."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name_prefix)) && length(var.name_prefix) <= 18
    error_message = "name_prefix must be lower-case words joined by hyphens, at most 18 characters: with a job type's 40, a role's name has 64 in all."
  }
}

variable "job_types" {
  description = "By job type, the names of what runs it, and the age of a message at which somebody should look. A job type that is a Lambda function has no service."
  type = map(object({
    queue_names            = list(string)
    dead_letter_queue_name = string
    service_name           = optional(string)
    log_group_name         = string
    alarming_age_seconds   = number
  }))

  validation {
    condition     = alltrue([for job_type in values(var.job_types) : length(job_type.queue_names) >= 1 && length(job_type.queue_names) <= 9])
    error_message = "A job type has 1 to 9 queues: more do not fit into one alarm on their age."
  }

  validation {
    condition     = alltrue([for job_type in values(var.job_types) : job_type.alarming_age_seconds >= 60])
    error_message = "The age that alarms is at least 60 seconds: SQS reports it once a minute."
  }
}

variable "cluster_name" {
  description = "ECS cluster of the workers."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,255}$", var.cluster_name))
    error_message = "cluster_name must be a cluster's name and not its ARN: 1 to 255 letters, digits, hyphens and underscores."
  }
}

variable "api_id" {
  description = "Id of the HTTP API."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9]+$", var.api_id))
    error_message = "api_id must be the id of an HTTP API, such as a1b2c3d4e5, and neither its ARN nor its address."
  }
}

variable "function_names" {
  description = "Names of all Lambda functions, as the dashboard shows them."
  type        = list(string)

  validation {
    condition     = length(var.function_names) > 0 && alltrue([for name in var.function_names : can(regex("^[A-Za-z0-9_-]{1,64}$", name))])
    error_message = "function_names must be names of functions and not their ARNs: 1 to 64 letters, digits, hyphens and underscores."
  }
}

variable "reconciler_function_name" {
  description = "The function that must run every minute."
  type        = string

  validation {
    condition     = contains(var.function_names, var.reconciler_function_name)
    error_message = "The reconciler is one of function_names: the alarm on any other would never end."
  }
}

variable "schedules_function_name" {
  description = "The function that makes the jobs of schedules, every minute."
  type        = string

  validation {
    condition     = contains(var.function_names, var.schedules_function_name)
    error_message = "What runs schedules is one of function_names: the alarm on any other would never end."
  }
}

variable "waking_function_names" {
  description = "The functions that wake services: wakes that fail are counted from their logs."
  type        = list(string)

  validation {
    condition     = length(setsubtract(var.waking_function_names, var.function_names)) == 0
    error_message = "waking_function_names must be among function_names: no other has a log to count from."
  }
}

variable "table_names" {
  description = "The DynamoDB tables, by what they hold. The keys must be known before the tables exist."
  type        = map(string)

  validation {
    condition     = length(var.table_names) > 0
    error_message = "Without a table, nobody would hear of refused requests."
  }
}

variable "alarm_emails" {
  description = "Addresses that get every alarm. Each has to confirm the mail that AWS sends it."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for email in var.alarm_emails : can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", email))])
    error_message = "alarm_emails must be addresses such as team@example.com."
  }
}

variable "tolerated_server_errors" {
  description = "Answers with a status of 500 or more that the API may give in five minutes without an alarm."
  type        = number
  default     = 5

  validation {
    condition     = var.tolerated_server_errors >= 0 && floor(var.tolerated_server_errors) == var.tolerated_server_errors
    error_message = "A number of answers is a whole number from 0."
  }
}
