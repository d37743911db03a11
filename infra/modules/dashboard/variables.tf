variable "name_prefix" {
  description = "Beginning of every resource's name, without a trailing hyphen, for instance `jobs-dev`."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name_prefix)) && length(var.name_prefix) <= 18
    error_message = "name_prefix must be lower-case words joined by hyphens, at most 18 characters: with a job type's 40, a role's name has 64 in all."
  }
}

variable "files_directory" {
  description = "Folder with the page's static files, as `pnpm build` writes them: `dist/dashboard`."
  type        = string

  validation {
    condition     = fileexists("${var.files_directory}/index.html")
    error_message = "files_directory has no index.html: run pnpm build first, and name its dist/dashboard."
  }
}

variable "api_endpoint" {
  description = "URL of the API, without a slash at its end. The page reaches it below its own address, at `/v1/`."
  type        = string

  validation {
    condition     = can(regex("^https://[a-z0-9.-]+$", var.api_endpoint))
    error_message = "api_endpoint must be https and a host, such as https://abc123.execute-api.eu-central-1.amazonaws.com."
  }
}

variable "connect_origins" {
  description = "What else the page may call: the origin of the payload bucket, for uploads, and of the WebSocket API."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.connect_origins : can(regex("^(https|wss)://[a-z0-9.-]+$", origin))])
    error_message = "connect_origins must be origins such as https://bucket.s3.eu-central-1.amazonaws.com, without a path, and no *."
  }
}

variable "domain" {
  description = "A name of one's own, and its certificate in us-east-1, where CloudFront looks for it. Null: a name that CloudFront makes."
  type = object({
    name            = string
    certificate_arn = string
  })
  default = null

  validation {
    condition     = var.domain == null || can(regex("^[a-z0-9-]+(\\.[a-z0-9-]+)+$", var.domain.name))
    error_message = "domain.name must be a host name, such as jobs.example.com."
  }
  validation {
    condition     = var.domain == null || can(regex("^arn:[a-z-]+:acm:us-east-1:[0-9]{12}:certificate/.+$", var.domain.certificate_arn))
    error_message = "domain.certificate_arn must be the ARN of a certificate in us-east-1: CloudFront takes no other."
  }
}
