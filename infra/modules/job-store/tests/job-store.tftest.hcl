mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_region" {
    defaults = { id = "eu-central-1" }
  }
}

variables {
  name_prefix = "jobs-test"
}

run "tables_follow_the_contract" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.this["jobs"].name == "jobs-test-jobs" && aws_dynamodb_table.this["jobs"].hash_key == "jobId"
    error_message = "The table of jobs is keyed by jobId."
  }
  assert {
    condition = {
      for index in aws_dynamodb_table.this["jobs"].global_secondary_index :
      index.name => "${index.hash_key} ${index.range_key} ${index.projection_type}"
      } == {
      due      = "dueShard dueAt KEYS_ONLY"
      owner    = "ownerShard createdAt KEYS_ONLY"
      failures = "failureShard failedAt KEYS_ONLY"
      held     = "heldLine createdAt KEYS_ONLY"
    }
    error_message = "The table of jobs has the four indexes that the code queries."
  }
  assert {
    condition = { for attribute in aws_dynamodb_table.this["jobs"].attribute : attribute.name => attribute.type } == {
      jobId = "S", dueShard = "S", dueAt = "N", ownerShard = "S", createdAt = "N", failureShard = "S", failedAt = "N", heldLine = "S"
    }
    error_message = "Each key attribute is defined once, with its type."
  }
  assert {
    condition     = aws_dynamodb_table.this["apiKeys"].hash_key == "keyHash" && length(aws_dynamodb_table.this["apiKeys"].global_secondary_index) == 0
    error_message = "API keys are found by their hash, and by nothing else."
  }
  assert {
    condition     = aws_dynamodb_table.this["webhookDeliveries"].hash_key == "jobId" && aws_dynamodb_table.this["webhookDeliveries"].range_key == "webhookId" && aws_dynamodb_table.this["jobs"].range_key == null
    error_message = "Deliveries are found by their job, or one by one."
  }
  assert {
    condition     = aws_dynamodb_table.this["webhookSecrets"].hash_key == "owner" && aws_dynamodb_table.this["webhookSecrets"].name == "jobs-test-webhook-secrets"
    error_message = "An owner has one item of secrets."
  }
  assert {
    condition     = aws_dynamodb_table.this["jobStatistics"].hash_key == "jobType" && aws_dynamodb_table.this["jobStatistics"].range_key == "minute" && aws_dynamodb_table.this["jobStatistics"].name == "jobs-test-job-statistics"
    error_message = "Statistics are found by their job type, minute by minute."
  }
  assert {
    condition     = aws_dynamodb_table.this["controls"].hash_key == "jobType" && aws_dynamodb_table.this["controls"].range_key == null && aws_dynamodb_table.this["controls"].name == "jobs-test-controls"
    error_message = "A job type has one item of controls."
  }
  assert {
    condition     = aws_dynamodb_table.this["audit"].hash_key == "month" && aws_dynamodb_table.this["audit"].range_key == "entry" && aws_dynamodb_table.this["audit"].name == "jobs-test-audit"
    error_message = "The audit trail is read month by month."
  }
  assert {
    condition     = aws_dynamodb_table.this["schedules"].hash_key == "scheduleId" && aws_dynamodb_table.this["schedules"].name == "jobs-test-schedules"
    error_message = "Schedules are found by their id."
  }
  assert {
    condition = {
      for index in aws_dynamodb_table.this["schedules"].global_secondary_index :
      index.name => "${index.hash_key} ${index.range_key} ${index.projection_type}"
      } == {
      due   = "dueShard dueAt KEYS_ONLY"
      owner = "owner createdAt KEYS_ONLY"
    }
    error_message = "Schedules are found by when somebody should look, and by their owner."
  }
  assert {
    condition     = aws_dynamodb_table.this["limits"].hash_key == "limitKey" && aws_dynamodb_table.this["limits"].range_key == "part" && aws_dynamodb_table.this["limits"].name == "jobs-test-limits"
    error_message = "A limit's slots and lines are found by its key."
  }
}

run "is_safe_by_default" {
  command = plan

  assert {
    condition = alltrue([for table in aws_dynamodb_table.this :
      table.deletion_protection_enabled && table.point_in_time_recovery[0].enabled
      && table.billing_mode == "PAY_PER_REQUEST" && table.ttl[0].enabled && table.ttl[0].attribute_name == "expiresAt"
    ])
    error_message = "Tables are protected, can be restored, expire their items and cost nothing while idle."
  }
  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.payloads.block_public_acls,
      aws_s3_bucket_public_access_block.payloads.block_public_policy,
      aws_s3_bucket_public_access_block.payloads.ignore_public_acls,
      aws_s3_bucket_public_access_block.payloads.restrict_public_buckets,
      aws_s3_bucket_ownership_controls.payloads.rule[0].object_ownership == "BucketOwnerEnforced",
      !aws_s3_bucket.payloads.force_destroy,
    ])
    error_message = "The bucket is private, and not deleted with what is in it."
  }
  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.payloads.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "Payloads are encrypted without a key of one's own too."
  }
  assert {
    condition     = length(aws_s3_bucket_cors_configuration.payloads) == 0
    error_message = "No web page may use the bucket unless its origin is named."
  }
  assert {
    condition     = aws_s3_bucket.payloads.bucket == "jobs-test-payloads-123456789012-eu-central-1"
    error_message = "The bucket's name is unique over accounts and regions."
  }
}

run "expires_what_is_left_behind" {
  command = plan

  variables {
    upload_retention_days  = 5
    payload_retention_days = 40
  }

  assert {
    condition = {
      for rule in aws_s3_bucket_lifecycle_configuration.payloads.rule :
      one(rule.filter).prefix => one(rule.expiration).days if length(rule.expiration) > 0
    } == { "uploads/" = 5, "jobs/" = 40, "batches/" = 40, "scheduled/" = 405 }
    error_message = "Uploads, payloads and inputs of scheduled jobs expire, each after its own time."
  }
  assert {
    condition = [
      for rule in aws_s3_bucket_lifecycle_configuration.payloads.rule :
      one(rule.abort_incomplete_multipart_upload).days_after_initiation if length(rule.abort_incomplete_multipart_upload) > 0
    ] == [1]
    error_message = "Files that were never finished are removed."
  }
}

run "expires_results_of_job_types_that_say_so" {
  command = plan

  variables {
    result_retention_days = [7, 1]
  }

  assert {
    condition = {
      for rule in aws_s3_bucket_lifecycle_configuration.payloads.rule :
      one(one(rule.filter).and).tags["delete-after-days"] => "${one(one(rule.filter).and).prefix} ${one(rule.expiration).days}" if length(one(rule.filter).and) > 0
    } == { "1" = "jobs/ 2", "7" = "jobs/ 8" }
    error_message = "Results are deleted by the tag that workers put on them, and none before its time."
  }
}

run "refuses_requests_without_tls" {
  command = apply

  assert {
    condition = jsondecode(aws_s3_bucket_policy.payloads.policy).Statement[0].Condition == {
      Bool = { "aws:SecureTransport" = "false" }
    } && jsondecode(aws_s3_bucket_policy.payloads.policy).Statement[0].Effect == "Deny"
    error_message = "The bucket refuses requests without TLS."
  }
}

run "encrypts_with_the_given_key" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }

  assert {
    condition = alltrue([for table in aws_dynamodb_table.this :
      table.server_side_encryption[0].kms_key_arn == var.kms_key_arn
    ])
    error_message = "The tables are encrypted with the given key."
  }
  assert {
    condition = (
      one(aws_s3_bucket_server_side_encryption_configuration.payloads.rule).bucket_key_enabled
      && one(one(aws_s3_bucket_server_side_encryption_configuration.payloads.rule).apply_server_side_encryption_by_default).kms_master_key_id == var.kms_key_arn
    )
    error_message = "The bucket is encrypted with the given key."
  }
}

run "lets_named_origins_upload" {
  command = plan

  variables {
    allowed_upload_origins = ["https://app.example.com", "http://localhost:5173"]
  }

  assert {
    condition = (
      toset(one(aws_s3_bucket_cors_configuration.payloads[0].cors_rule).allowed_origins) == toset(var.allowed_upload_origins)
      && contains(one(aws_s3_bucket_cors_configuration.payloads[0].cors_rule).allowed_methods, "PUT")
    )
    error_message = "The named origins may upload."
  }
}

run "refuses_bad_values" {
  command = plan

  variables {
    # To keep results for longer than their jobs.
    result_retention_days = [31]
    # A name that s3 would refuse.
    name_prefix = "Jobs_Test"
    # A key alias.
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:alias/jobs"
    # Any origin.
    allowed_upload_origins = ["*"]
    # To delete uploads that can still be named.
    upload_retention_days = 1
    # To delete results before their jobs.
    payload_retention_days = 30
  }

  expect_failures = [
    var.result_retention_days,
    var.name_prefix,
    var.kms_key_arn,
    var.allowed_upload_origins,
    var.upload_retention_days,
    var.payload_retention_days,
  ]
}

run "refuses_other_bad_values" {
  command = plan

  variables {
    # A name that is too long.
    name_prefix = "jobs-of-the-platform"
    # An origin with a path.
    allowed_upload_origins = ["https://app.example.com/jobs"]
  }

  expect_failures = [var.name_prefix, var.allowed_upload_origins]
}
