mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_region" {
    defaults = { id = "eu-central-1", name = "eu-central-1", region = "eu-central-1" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws", dns_suffix = "amazonaws.com" }
  }
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"], zone_ids = ["euc1-az1", "euc1-az2", "euc1-az3"] }
  }
}

# The zips are the build's business.
override_module {
  target = module.job_queue.module.function
  outputs = {
    function_name = "jobs-prod-function"
    function_arn  = "arn:aws:lambda:eu-central-1:123456789012:function:jobs-prod-function"
    invoke_arn    = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:jobs-prod-function/invocations"
    role_arn      = "arn:aws:iam::123456789012:role/jobs-prod-function"
    role_name     = "jobs-prod-function"
  }
}

variables {
  region       = "eu-central-1"
  account_id   = "123456789012"
  image_uri    = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/jobs-worker:0123456"
  alarm_emails = ["team@example.com"]
}

run "plans_under_its_own_name" {
  command = plan

  assert {
    condition     = output.cluster_name == "jobs-prod" && output.jobs_table_name == "jobs-prod-jobs"
    error_message = "It would build another environment."
  }
}

run "refuses_a_certificate_of_another_region" {
  command = plan
  variables {
    dashboard = {
      domain = { name = "jobs.example.com", certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1234" }
    }
  }
  expect_failures = [var.dashboard]
}

run "refuses_bad_values" {
  command = plan

  variables {
    # A region that is none.
    region = "Frankfurt"
    # An account that is none.
    account_id = "my-account"
    # To run unwatched.
    alarm_emails = []
    # An image whose tag moves.
    image_uri = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/jobs-worker:latest"
    # A zip for the folder of zips.
    functions_directory = "dist/functions/submit-job.zip"
    # An origin with a trailing slash.
    web_origins = ["https://app.example.com/"]
  }

  expect_failures = [
    var.region,
    var.account_id,
    var.alarm_emails,
    var.image_uri,
    var.functions_directory,
    var.web_origins,
  ]
}

run "refuses_an_address_that_is_none" {
  command = plan

  variables {
    # An address that is none.
    alarm_emails = ["team"]
  }

  expect_failures = [var.alarm_emails]
}
