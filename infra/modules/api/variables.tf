variable "name_prefix" {
  description = "Begins the name of every resource, for instance `jobs-dev`."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name_prefix)) && length(var.name_prefix) <= 18
    error_message = "name_prefix must be lower-case words joined by hyphens, at most 18 characters: with a job type's 40, a role's name has 64 in all."
  }
}

variable "routes" {
  description = "Every route, as API Gateway writes it (`GET /v1/jobs/{jobId}`), and the name of the function that answers it."
  type        = map(string)

  validation {
    condition     = length(var.routes) > 0
    error_message = "An API without routes answers nothing."
  }

  validation {
    condition     = alltrue([for route in keys(var.routes) : can(regex("^(GET|HEAD|POST|PUT|PATCH|DELETE) /\\S+$", route))])
    error_message = "A route is one method and a path, as `GET /v1/jobs`: `ANY` and `$default` would open what the OpenAPI document does not name."
  }

  validation {
    condition     = alltrue([for function in values(var.routes) : contains(keys(var.functions), function)])
    error_message = "A route names a function that is not among `functions`."
  }
}

variable "functions" {
  description = "The functions behind the routes, by the name that `routes` uses."
  type = map(object({
    arn        = string
    invoke_arn = string
  }))

  validation {
    condition     = alltrue([for function in values(var.functions) : can(regex("^arn:[a-z-]+:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]+$", function.arn))])
    error_message = "Each arn of functions must be the ARN of a function, without a version, such as arn:aws:lambda:eu-central-1:123456789012:function:jobs-dev-get-job."
  }
  validation {
    condition     = alltrue([for function in values(var.functions) : can(regex("^arn:[a-z-]+:apigateway:[a-z0-9-]+:lambda:path/2015-03-31/functions/arn:[^/]+/invocations$", function.invoke_arn))])
    error_message = "Each invoke_arn of functions must be the ARN by which API Gateway invokes a function, the attribute invoke_arn of aws_lambda_function."
  }
}

variable "authorizer" {
  description = "The function that authorizes every request."
  type = object({
    arn        = string
    invoke_arn = string
  })

  validation {
    condition     = can(regex("^arn:[a-z-]+:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]+$", var.authorizer.arn))
    error_message = "authorizer.arn must be the ARN of a function, without a version, such as arn:aws:lambda:eu-central-1:123456789012:function:jobs-dev-get-job."
  }
  validation {
    condition     = can(regex("^arn:[a-z-]+:apigateway:[a-z0-9-]+:lambda:path/2015-03-31/functions/arn:[^/]+/invocations$", var.authorizer.invoke_arn))
    error_message = "authorizer.invoke_arn must be the ARN by which API Gateway invokes a function, the attribute invoke_arn of aws_lambda_function."
  }
}

variable "authorizer_cache_seconds" {
  description = "For how long an API key's authorization is remembered. For so long a revoked key goes on working."
  type        = number
  default     = 300

  validation {
    condition     = var.authorizer_cache_seconds >= 0 && var.authorizer_cache_seconds <= 3600
    error_message = "API Gateway remembers an authorization for 0 to 3600 seconds."
  }
}

variable "cors_allowed_origins" {
  description = "Web origins whose pages may call the API, such as `https://app.example.com`, or `*` alone. None: no page may."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.cors_allowed_origins : origin == "*" || can(regex("^https?://[^/\\s]+$", origin))])
    error_message = "An origin is a scheme and a host, without a path: https://app.example.com."
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

variable "log_retention_days" {
  description = "For how many days access log lines are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be a number that CloudWatch Logs takes, such as 7, 30, 90 or 365. For ever is none."
  }
}

variable "kms_key_arn" {
  description = "Key that encrypts the access log. Null for a key of AWS. Its policy must let CloudWatch Logs use it."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key, not of an alias, which policies can't name."
  }
}
