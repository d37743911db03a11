variable "region" {
  description = "Region of everything."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-\\d$", var.region))
    error_message = "A region looks like eu-central-1."
  }
}

variable "account_id" {
  description = "The account to deploy to. With credentials of any other, nothing is planned or applied."
  type        = string

  validation {
    condition     = can(regex("^\\d{12}$", var.account_id))
    error_message = "An account's id has twelve digits."
  }
}

variable "image_uri" {
  description = "The workers' image, by a tag that never moves or a digest."
  type        = string

  validation {
    condition     = can(regex("^[^\\s:@]+(:[0-9]+)?(/[^\\s:@]+)*(:[\\w][\\w.-]*|@sha256:[0-9a-f]{64})$", var.image_uri)) && !endswith(var.image_uri, ":latest")
    error_message = "image_uri must end in a tag other than latest, or in a digest: tasks that start later must run the same code."
  }
}

variable "functions_directory" {
  description = "Folder with the functions' zips. Null: where `pnpm build` puts them."
  type        = string
  default     = null

  validation {
    condition     = var.functions_directory == null ? true : trimspace(var.functions_directory) != "" && !endswith(var.functions_directory, ".zip")
    error_message = "functions_directory must be a folder with one zip for each function, such as dist/functions."
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

variable "web_origins" {
  description = "Origins of web pages that may call the API and send uploads, such as `https://app.example.com`."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.web_origins : can(regex("^(https://[a-z0-9.-]+|http://(localhost|127\\.0\\.0\\.1))(:[0-9]+)?$", origin))])
    error_message = "web_origins must be https origins without a path or a trailing slash, such as https://app.example.com; http only for localhost, and no *."
  }
}

variable "dashboard" {
  description = "The web page: `{}` for one at an address of CloudFront's, or with a name of one's own and its certificate in us-east-1. Null: there is none."
  type = object({
    domain = optional(object({ name = string, certificate_arn = string }))
  })
  default = null

  validation {
    condition     = try(var.dashboard.domain, null) == null || can(regex("^arn:[a-z-]+:acm:us-east-1:[0-9]{12}:certificate/.+$", var.dashboard.domain.certificate_arn))
    error_message = "dashboard.domain.certificate_arn must be the ARN of a certificate in us-east-1: CloudFront takes no other."
  }
}
