variable "project" {
  description = "First part of every resource's name, the same as in the environments."
  type        = string
  default     = "jobs"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{0,9}$", var.project))
    error_message = "A project has 1 to 10 lower-case letters and digits, and begins with a letter."
  }
}

variable "region" {
  description = "Region of the state bucket and the image repository, and of the environments."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-\\d$", var.region))
    error_message = "A region looks like eu-central-1."
  }
}

variable "github_repository" {
  description = "The repository whose workflows may deploy, `owner/name`."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$", var.github_repository))
    error_message = "A repository is written owner/name, without wildcards: whoever matches it may deploy."
  }
}

variable "environments" {
  description = "Environments of this account. Each gets a deploy role that only a workflow in the GitHub environment of the same name can take."
  type        = set(string)
  default     = ["dev", "prod"]

  validation {
    condition     = length(var.environments) > 0 && alltrue([for environment in var.environments : can(regex("^[a-z][a-z0-9]{0,6}$", environment))])
    error_message = "An environment has 1 to 7 lower-case letters and digits, and begins with a letter; there is at least one."
  }
}


variable "github_oidc_provider_arn" {
  description = "GitHub's OIDC provider, where the account has one already: it can be there only once. Null: it is made."
  type        = string
  default     = null

  validation {
    condition     = var.github_oidc_provider_arn == null ? true : can(regex("^arn:[^:]+:iam::\\d{12}:oidc-provider/token\\.actions\\.githubusercontent\\.com$", var.github_oidc_provider_arn))
    error_message = "Give the ARN of the provider, arn:aws:iam::…:oidc-provider/token.actions.githubusercontent.com."
  }
}

variable "kept_images" {
  description = "How many of the newest images are kept. Those that an environment runs, or is rolled back to, must be among them."
  type        = number
  default     = 50

  validation {
    condition     = var.kept_images >= 5 && var.kept_images <= 1000 && floor(var.kept_images) == var.kept_images
    error_message = "Keep a whole number from 5 to 1000 of images."
  }
}
