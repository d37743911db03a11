variable "bucket_prefix" {
  description = "Beginning of the bucket's name, for instance `jobs-dev-packages`. The account's id and the region come after it, since bucket names are unique over all accounts."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.bucket_prefix)) && length(var.bucket_prefix) <= 34
    error_message = "bucket_prefix must be lower-case words joined by hyphens, at most 34 characters: with the account's id and the region it has 63 in all."
  }
}

variable "force_destroy" {
  description = "Whether a destroy deletes what is in the bucket too."
  type        = bool
  default     = false
}

variable "kms_key_arn" {
  description = "Key that encrypts the objects. Null for keys of S3."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key, not of an alias, which policies can't name."
  }
}

variable "readers" {
  description = "AWS services that may read the objects for one resource each, such as CloudFront for a distribution. Nobody else may, but who has a role that says so."
  type = list(object({
    sid        = string
    service    = string
    source_arn = string
  }))
  default = []

  validation {
    condition     = alltrue([for reader in var.readers : endswith(reader.service, ".amazonaws.com") && startswith(reader.source_arn, "arn:")])
    error_message = "Each of readers is a service such as cloudfront.amazonaws.com with the ARN of the resource for which it reads: a service alone would let everybody's resources in."
  }
}
