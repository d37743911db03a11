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
}

variable "functions_directory" {
  description = "Folder with the functions' zips. Null: where `pnpm build` puts them."
  type        = string
  default     = null
}

variable "alarm_emails" {
  description = "Addresses that get every alarm."
  type        = list(string)
  default     = []
}

variable "web_origins" {
  description = "Origins of web pages that may call the API and send uploads, such as `https://app.example.com`."
  type        = list(string)
  default     = []
}
