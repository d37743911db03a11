variable "name_prefix" {
  description = "Beginning of every resource's name, without a trailing hyphen, for instance `jobs-dev`."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name_prefix)) && length(var.name_prefix) <= 18
    error_message = "name_prefix must be lower-case words joined by hyphens, at most 18 characters: with a job type's 40, a role's name has 64 in all."
  }
}

variable "deletion_protection" {
  description = "Whether DynamoDB refuses to delete the tables. Turn it off, and apply, before a destroy."
  type        = bool
  default     = true
}

variable "point_in_time_recovery" {
  description = "Whether the tables can be restored to any second of the last 35 days; billed by their size."
  type        = bool
  default     = true
}

variable "kms_key_arn" {
  description = "KMS key that encrypts tables and payloads. Null: keys that AWS owns, which cost nothing."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key, not of an alias, which policies can't name."
  }
}

variable "allowed_upload_origins" {
  description = "Web origins from which browsers may use presigned URLs, for instance `https://app.example.com`. Empty: none."
  type        = list(string)
  default     = []

  validation {
    condition = alltrue([
      for origin in var.allowed_upload_origins :
      can(regex("^(https://(\\*\\.)?[a-z0-9.-]+|http://(localhost|127\\.0\\.0\\.1))(:[0-9]+)?$", origin))
    ])
    error_message = "allowed_upload_origins must be https origins without a path, such as https://app.example.com; http only for localhost, and no lone *."
  }
}

variable "upload_retention_days" {
  description = "Days after which an uploaded file is deleted. A job reads its upload when it runs, which may be late: the default outlives the job."
  type        = number
  default     = 31

  validation {
    condition     = var.upload_retention_days >= 2 && floor(var.upload_retention_days) == var.upload_retention_days
    error_message = "upload_retention_days must be whole and at least 2: an upload may be named in a new job for a day, and the job must still find it."
  }
}

variable "payload_retention_days" {
  description = "Days after which inputs, results and files of jobs are deleted. Jobs themselves are kept for 30."
  type        = number
  default     = 31

  validation {
    condition     = var.payload_retention_days >= 31 && floor(var.payload_retention_days) == var.payload_retention_days
    error_message = "payload_retention_days must be whole and at least 31: a job is kept for 30 days, and would be left without its result."
  }
}

variable "result_retention_days" {
  description = "Days after which results and files are deleted, of those job types that say so: `resultRetentionDays` of each, once."
  type        = list(number)
  default     = []

  validation {
    condition     = alltrue([for days in var.result_retention_days : days >= 1 && days <= 30 && floor(days) == days]) && length(distinct(var.result_retention_days)) == length(var.result_retention_days)
    error_message = "result_retention_days must be whole, from 1 to 30, each once: jobs are kept for 30 days."
  }
}

variable "force_destroy" {
  description = "Whether a destroy deletes the bucket together with the payloads in it."
  type        = bool
  default     = false
}
