mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_region" {
    defaults = { id = "eu-central-1" }
  }
  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::jobs-test-packages" }
  }
}

variables {
  bucket_prefix = "jobs-test-packages"
}

run "lets_nobody_in_by_default" {
  command = apply

  assert {
    condition     = aws_s3_bucket.this.bucket == "jobs-test-packages-123456789012-eu-central-1" && !aws_s3_bucket.this.force_destroy
    error_message = "The name is not unique, or a destroy would lose what is in it."
  }
  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls,
      aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls,
      aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    error_message = "Nothing of the bucket is public."
  }
  assert {
    condition     = aws_s3_bucket_ownership_controls.this.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "Access lists of objects count for nothing."
  }
  assert {
    condition     = [for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement : statement.Sid] == ["DenyWithoutTls"]
    error_message = "The policy lets somebody in, or takes requests without TLS."
  }
  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "AES256"
    error_message = "The objects are not encrypted."
  }
}

run "lets_a_service_read_for_one_resource" {
  command = apply

  variables {
    readers = [{ sid = "ReadByTheDistribution", service = "cloudfront.amazonaws.com", source_arn = "arn:aws:cloudfront::123456789012:distribution/E1" }]
  }

  assert {
    condition = [for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement : statement if statement.Effect == "Allow"] == [{
      Sid       = "ReadByTheDistribution"
      Effect    = "Allow"
      Principal = { Service = "cloudfront.amazonaws.com" }
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::jobs-test-packages/*"
      Condition = { StringEquals = { "AWS:SourceArn" = "arn:aws:cloudfront::123456789012:distribution/E1" } }
    }]
    error_message = "Only that resource reads, and it only reads."
  }
}

run "encrypts_with_the_platforms_key" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1234"
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).bucket_key_enabled && one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default[0].kms_master_key_id == "arn:aws:kms:eu-central-1:123456789012:key/1234"
    error_message = "Another key encrypts."
  }
}

run "refuses_bad_values" {
  command = plan

  variables {
    # A name that a bucket cannot have.
    bucket_prefix = "Jobs_Packages"
    # An alias as key.
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:alias/jobs"
    # A service without the resource for which it reads.
    readers = [{ sid = "Read", service = "cloudfront.amazonaws.com", source_arn = "*" }]
  }

  expect_failures = [var.bucket_prefix, var.kms_key_arn, var.readers]
}
