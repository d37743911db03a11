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
    condition     = can(regex("^[^\\s:@]+(:[0-9]+)?(/[^\\s:@]+)*(:[\\w][\\w.-]*|@sha256:[0-9a-f]{64})$", var.image_uri)) && !endswith(var.image_uri, ":latest")
    error_message = "image_uri must end in a tag other than latest, or in a digest: tasks that start later must run the same code."
  }
}

variable "functions_directory" {
  description = "Folder with one zip for each function, `<function>.zip`, as `pnpm build` writes them."
  type        = string

  validation {
    condition     = trimspace(var.functions_directory) != "" && !endswith(var.functions_directory, ".zip")
    error_message = "functions_directory must be a folder with one zip for each function, such as dist/functions."
  }
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

  validation {
    condition     = var.network.vpc == null || can(regex("^vpc-[0-9a-f]+$", var.network.vpc.vpc_id))
    error_message = "network.vpc.vpc_id must be the id of a VPC, such as vpc-0abc1234def567890."
  }
  validation {
    condition = var.network.vpc == null || try(
      length(var.network.vpc.private_subnet_ids) > 0 && alltrue([for id in var.network.vpc.private_subnet_ids : can(regex("^subnet-[0-9a-f]+$", id))]),
      false,
    )
    error_message = "network.vpc.private_subnet_ids must name at least one subnet, such as subnet-0abc1234def567890."
  }
  validation {
    condition = (
      can(cidrnetmask(var.network.cidr_block)) && try(cidrsubnet(var.network.cidr_block, 0, 0) == var.network.cidr_block, false)
      && try(tonumber(split("/", var.network.cidr_block)[1]) >= 16 && tonumber(split("/", var.network.cidr_block)[1]) <= 22, false)
    )
    error_message = "network.cidr_block must be an IPv4 network from /16 to /22 that begins at its first address, such as 10.64.0.0/16."
  }
  validation {
    condition     = var.network.availability_zone_count >= 1 && var.network.availability_zone_count <= 6 && floor(var.network.availability_zone_count) == var.network.availability_zone_count
    error_message = "network.availability_zone_count must be whole, from 1 to 6."
  }
  validation {
    condition     = contains(["nat", "interface-endpoints"], var.network.egress)
    error_message = "network.egress must be nat or interface-endpoints."
  }
}

variable "capacity" {
  description = "How workers are bought, by weights of Fargate Spot and On-Demand, and after how many minutes without a backlog they go."
  type = object({
    spot_weight            = optional(number, 1)
    on_demand_weight       = optional(number, 0)
    scale_in_after_minutes = optional(number, 5)
  })
  default = {}

  validation {
    condition     = var.capacity.spot_weight >= 0 && var.capacity.spot_weight <= 1000 && floor(var.capacity.spot_weight) == var.capacity.spot_weight
    error_message = "capacity.spot_weight must be whole, from 0 to 1000."
  }
  validation {
    condition     = var.capacity.on_demand_weight >= 0 && var.capacity.on_demand_weight <= 1000 && floor(var.capacity.on_demand_weight) == var.capacity.on_demand_weight
    error_message = "capacity.on_demand_weight must be whole, from 0 to 1000."
  }
  validation {
    condition     = var.capacity.on_demand_weight + var.capacity.spot_weight > 0
    error_message = "One of capacity.on_demand_weight and capacity.spot_weight must be above 0, or no task could start."
  }
  validation {
    condition     = var.capacity.scale_in_after_minutes >= 2 && var.capacity.scale_in_after_minutes <= 1440 && floor(var.capacity.scale_in_after_minutes) == var.capacity.scale_in_after_minutes
    error_message = "capacity.scale_in_after_minutes must be whole, from 2, as one minute may be a gap in the metrics, to 1440, the most that an alarm looks back."
  }
}

variable "retention_days" {
  description = "For how long logs, uploaded files, and the inputs and results of jobs are kept."
  type = object({
    logs     = optional(number, 30)
    uploads  = optional(number, 31)
    payloads = optional(number, 31)
  })
  default = {}

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.retention_days.logs)
    error_message = "retention_days.logs must be a number that CloudWatch Logs takes, such as 7, 30, 90 or 365. For ever is none."
  }
  validation {
    condition     = var.retention_days.uploads >= 2 && floor(var.retention_days.uploads) == var.retention_days.uploads
    error_message = "retention_days.uploads must be whole and at least 2: an upload may be named in a new job for a day, and the job must still find it."
  }
  validation {
    condition     = var.retention_days.payloads >= 31 && floor(var.retention_days.payloads) == var.retention_days.payloads
    error_message = "retention_days.payloads must be whole and at least 31: a job is kept for 30 days, and would be left without its result."
  }
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
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key, not of an alias, which policies can't name."
  }
}

variable "web_origins" {
  description = "Origins of web pages that may call the API and send uploads, such as `https://app.example.com`."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.web_origins : can(regex("^(https://[a-z0-9.-]+|http://(localhost|127\\.0\\.0\\.1))(:[0-9]+)?$", origin))])
    error_message = "web_origins must be https origins without a path or a trailing slash, such as https://app.example.com; http only for localhost, and no *."
  }
}

variable "throttling" {
  description = "Requests a second that the API takes, and how many more at once."
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

variable "reserved_concurrency" {
  description = "By function, how many concurrent invocations are kept for it alone, and are its limit. Needs an account whose own limit leaves 100 for the others."
  type        = map(number)
  default     = {}

  validation {
    condition     = alltrue([for function in keys(var.reserved_concurrency) : contains(keys(local.functions), function)])
    error_message = "reserved_concurrency names a function that does not exist."
  }
}

variable "quotas" {
  description = "What an owner may do, whatever the job types: jobs that have not ended, and submissions a minute. Null: not limited."
  type = object({
    max_active_jobs_per_owner        = optional(number)
    submissions_per_minute_per_owner = optional(number)
  })
  default = {}

  validation {
    condition = alltrue([
      for quota, max in { max_active_jobs_per_owner = 10000, submissions_per_minute_per_owner = 60000 } :
      var.quotas[quota] == null || try(floor(var.quotas[quota]) == var.quotas[quota] && var.quotas[quota] >= 1 && var.quotas[quota] <= max, false)
    ])
    error_message = "quotas are whole numbers: max_active_jobs_per_owner from 1 to 10000, submissions_per_minute_per_owner from 1 to 60000."
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

  validation {
    condition     = alltrue([for email in var.alarm_emails : can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", email))])
    error_message = "alarm_emails must be addresses such as team@example.com."
  }
}

variable "dashboard" {
  description = "The web page of operators and users: the folder with its files (`dist/dashboard`), and a name of one's own with its certificate in us-east-1. Null: there is none."
  type = object({
    files_directory = string
    domain          = optional(object({ name = string, certificate_arn = string }))
  })
  default = null

  validation {
    condition     = var.dashboard == null || try(fileexists("${var.dashboard.files_directory}/index.html"), false)
    error_message = "dashboard.files_directory must be a folder with the page's files, such as dist/dashboard."
  }
}
