variable "project" {
  description = "First part of every resource's name."
  type        = string
  default     = "jobs"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{0,9}$", var.project))
    error_message = "A project has 1 to 10 lower-case letters and digits, and begins with a letter."
  }
}

variable "environment" {
  description = "Second part of every resource's name: `dev`, `prod`."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{0,6}$", var.environment))
    error_message = "An environment has 1 to 7 lower-case letters and digits, and begins with a letter."
  }
}

variable "image_uri" {
  description = "The workers' image in ECR, by a tag that never moves (a commit's) or a digest."
  type        = string

  validation {
    condition     = can(regex("^\\S+[:@][^/\\s]+$", var.image_uri)) && !endswith(var.image_uri, ":latest")
    error_message = "Give an image with its tag or digest. A tag that moves, such as latest, would let two tasks of a service run different code."
  }
}

variable "functions_directory" {
  description = "Folder with one zip for each function, `<function>.zip`, as `pnpm build` writes them."
  type        = string
}

variable "network" {
  description = "Where the workers run: an existing VPC (`vpc`), or one that is made. See modules/network for what each choice costs."
  type = object({
    vpc                     = optional(object({ vpc_id = string, private_subnet_ids = list(string) }))
    cidr_block              = optional(string, "10.64.0.0/16")
    availability_zone_count = optional(number, 2)
    egress                  = optional(string, "interface-endpoints")
    single_nat_gateway      = optional(bool, false)
  })
  default = {}
}

variable "capacity" {
  description = "How workers are bought, by weights of Fargate Spot and On-Demand, and after how many minutes without a backlog they go."
  type = object({
    spot_weight            = optional(number, 1)
    on_demand_weight       = optional(number, 0)
    scale_in_after_minutes = optional(number, 5)
  })
  default = {}
}

variable "retention_days" {
  description = "For how long logs, uploaded files, and the inputs and results of jobs are kept."
  type = object({
    logs     = optional(number, 30)
    uploads  = optional(number, 31)
    payloads = optional(number, 31)
  })
  default = {}
}

variable "deletion_protection" {
  description = "Whether DynamoDB refuses to delete the tables."
  type        = bool
  default     = true
}

variable "point_in_time_recovery" {
  description = "Whether the tables can be restored to any second of the last 35 days."
  type        = bool
  default     = true
}

variable "force_destroy" {
  description = "Whether a destroy deletes the payload bucket with everything in it."
  type        = bool
  default     = false
}

variable "kms_key_arn" {
  description = "Key that encrypts tables, queues, events, payloads, environment variables and logs. Null for keys of AWS, which cost nothing."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null ? true : can(regex("^arn:[^:]+:kms:[^:]+:\\d{12}:key/.+$", var.kms_key_arn))
    error_message = "Give the ARN of a KMS key, arn:aws:kms:…:key/…."
  }
}

variable "web_origins" {
  description = "Origins of web pages that may call the API and send uploads, such as `https://app.example.com`."
  type        = list(string)
  default     = []
}

variable "throttling" {
  description = "Requests a second that the API takes, and how many more at once."
  type = object({
    rate  = optional(number, 100)
    burst = optional(number, 200)
  })
  default = {}
}

variable "reserved_concurrency" {
  description = "By function, how many concurrent invocations are kept for it alone, and are its limit. Needs an account whose own limit leaves 100 for the others."
  type        = map(number)
  default     = {}

  validation {
    condition     = alltrue([for function in keys(var.reserved_concurrency) : contains(keys(local.functions), function)])
    error_message = "reserved_concurrency names a function that does not exist."
  }
}

variable "log_level" {
  description = "What functions and workers log: trace, debug, info, warn, error or silent."
  type        = string
  default     = "info"

  validation {
    condition     = contains(["trace", "debug", "info", "warn", "error", "silent"], var.log_level)
    error_message = "A log level is trace, debug, info, warn, error or silent."
  }
}

variable "tracing" {
  description = "Whether the functions are traced by X-Ray."
  type        = bool
  default     = false
}

variable "container_insights" {
  description = "Container Insights of the cluster: disabled, enabled or enhanced. It is billed by metric, also while idle."
  type        = string
  default     = "disabled"

  validation {
    condition     = contains(["disabled", "enabled", "enhanced"], var.container_insights)
    error_message = "Container Insights is disabled, enabled or enhanced."
  }
}

variable "alarm_emails" {
  description = "Addresses that get every alarm."
  type        = list(string)
  default     = []
}
