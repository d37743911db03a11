mock_provider "aws" {
  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:eu-central-1:123456789012:jobs-test-job-events" }
  }
}

variables {
  name_prefix = "jobs-test"
}

run "is_encrypted_by_default" {
  command = plan

  assert {
    condition     = aws_sns_topic.this.name == "jobs-test-job-events" && output.topic_name == "jobs-test-job-events"
    error_message = "The topic is named after the environment."
  }
  assert {
    condition     = aws_sns_topic.this.kms_master_key_id == "alias/aws/sns" && aws_sns_topic.this.signature_version == 2
    error_message = "Events are encrypted and signed with SHA-256 without asking for it."
  }
}

run "encrypts_with_the_given_key" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }

  assert {
    condition     = aws_sns_topic.this.kms_master_key_id == var.kms_key_arn
    error_message = "Events are encrypted with the given key."
  }
}

run "refuses_to_publish_without_tls" {
  command = apply

  assert {
    condition = jsondecode(aws_sns_topic_policy.this.policy).Statement == [{
      Sid       = "DenyWithoutTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sns:Publish"
      Resource  = "arn:aws:sns:eu-central-1:123456789012:jobs-test-job-events"
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
    error_message = "The topic's policy allows nothing, and refuses to publish without TLS."
  }
}

run "refuses_bad_values" {
  command = plan

  variables {
    # A name that aws would refuse.
    name_prefix = "jobs test"
    # A key alias.
    kms_key_arn = "alias/jobs"
  }

  expect_failures = [var.name_prefix, var.kms_key_arn]
}
