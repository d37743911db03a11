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

run "refuses_a_region_that_is_none" {
  command = plan
  variables { region = "Frankfurt" }
  expect_failures = [var.region]
}

run "refuses_an_account_that_is_none" {
  command = plan
  variables { account_id = "my-account" }
  expect_failures = [var.account_id]
}

run "refuses_to_run_unwatched" {
  command = plan
  variables { alarm_emails = [] }
  expect_failures = [var.alarm_emails]
}

run "refuses_an_image_whose_tag_moves" {
  command = plan
  variables { image_uri = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/jobs-worker:latest" }
  expect_failures = [var.image_uri]
}

run "refuses_a_zip_for_the_folder_of_zips" {
  command = plan
  variables { functions_directory = "dist/functions/submit-job.zip" }
  expect_failures = [var.functions_directory]
}

run "refuses_an_address_that_is_none" {
  command = plan
  variables { alarm_emails = ["team"] }
  expect_failures = [var.alarm_emails]
}

run "refuses_an_origin_with_a_trailing_slash" {
  command = plan
  variables { web_origins = ["https://app.example.com/"] }
  expect_failures = [var.web_origins]
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
