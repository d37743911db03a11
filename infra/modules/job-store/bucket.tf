data "aws_caller_identity" "current" {}
data "aws_region" "current" {}

locals {
  # Bucket names are unique over all accounts; the region is read from an attribute that provider 5 and 6 both have.
  bucket_name = "${var.name_prefix}-payloads-${data.aws_caller_identity.current.account_id}-${data.aws_region.current.id}"
}

resource "aws_s3_bucket" "payloads" {
  bucket        = local.bucket_name
  force_destroy = var.force_destroy
}

resource "aws_s3_bucket_public_access_block" "payloads" {
  bucket                  = aws_s3_bucket.payloads.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "payloads" {
  bucket = aws_s3_bucket.payloads.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "payloads" {
  bucket = aws_s3_bucket.payloads.id

  rule {
    # A bucket key saves a request to KMS for each object.
    bucket_key_enabled = var.kms_key_arn != null

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.kms_key_arn == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.kms_key_arn
    }
  }
}

resource "aws_s3_bucket_policy" "payloads" {
  bucket = aws_s3_bucket.payloads.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DenyWithoutTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.payloads.arn, "${aws_s3_bucket.payloads.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  # S3 refuses both at once with a conflict.
  depends_on = [aws_s3_bucket_public_access_block.payloads]
}

resource "aws_s3_bucket_lifecycle_configuration" "payloads" {
  bucket = aws_s3_bucket.payloads.id

  rule {
    id     = "expire-uploads"
    status = "Enabled"

    filter {
      prefix = "uploads/"
    }

    expiration {
      days = var.upload_retention_days
    }
  }

  rule {
    id     = "expire-payloads"
    status = "Enabled"

    filter {
      prefix = "jobs/"
    }

    expiration {
      days = var.payload_retention_days
    }
  }

  # Results of job types that keep them for a shorter time. The API shows them for so many days from the end of their
  # job, and S3 counts from when they were written: a day more for the longest of jobs.
  dynamic "rule" {
    for_each = toset(var.result_retention_days)
    content {
      id     = "expire-results-after-${rule.value}-days"
      status = "Enabled"

      filter {
        and {
          prefix = "jobs/"
          tags   = { delete-after-days = tostring(rule.value) }
        }
      }

      expiration {
        days = rule.value + 1
      }
    }
  }

  # Manifests of batches are kept as their jobs are.
  rule {
    id     = "expire-manifests"
    status = "Enabled"

    filter {
      prefix = "batches/"
    }

    expiration {
      days = var.payload_retention_days
    }
  }

  # Inputs of jobs that start up to a year after their submission, and are kept for as long as others from then on.
  rule {
    id     = "expire-scheduled-inputs"
    status = "Enabled"

    filter {
      prefix = "scheduled/"
    }

    expiration {
      days = 365 + var.payload_retention_days
    }
  }

  # A worker that dies while it writes a large file leaves parts behind that cost money and are listed nowhere.
  rule {
    id     = "abort-unfinished-files"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
}

# Browsers upload and download by presigned URLs, straight from and to the bucket.
resource "aws_s3_bucket_cors_configuration" "payloads" {
  count  = length(var.allowed_upload_origins) > 0 ? 1 : 0
  bucket = aws_s3_bucket.payloads.id

  cors_rule {
    allowed_origins = var.allowed_upload_origins
    allowed_methods = ["GET", "HEAD", "PUT"]
    allowed_headers = ["content-type"]
    max_age_seconds = 3600
  }
}
