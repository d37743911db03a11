# The whole root with its web page, which is off in all other tests.
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
  target = module.function
  outputs = {
    function_name = "jobs-test-function"
    function_arn  = "arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-function"
    invoke_arn    = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:jobs-test-function/invocations"
    role_arn      = "arn:aws:iam::123456789012:role/jobs-test-function"
    role_name     = "jobs-test-function"
  }
}

override_module {
  target = module.dashboard
  outputs = {
    url = "https://d111111abcdef8.cloudfront.net"
  }
}

variables {
  environment         = "test"
  image_uri           = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/jobs-worker:0123456"
  functions_directory = "."
}

run "has_no_page_unless_it_is_wanted" {
  command = plan

  assert {
    condition     = output.dashboard_url == null && length(module.dashboard) == 0
    error_message = "A page that nobody asked for."
  }
}

run "lets_the_page_upload_beside_the_origins_that_are_given" {
  command = plan
  variables {
    web_origins = ["https://app.example.com"]
    dashboard   = { files_directory = "./modules/dashboard/tests/files" }
  }

  assert {
    condition     = output.dashboard_url == "https://d111111abcdef8.cloudfront.net"
    error_message = "The page's address is told."
  }
  assert {
    condition     = tolist(local.upload_origins) == tolist(["https://app.example.com", "https://d111111abcdef8.cloudfront.net"])
    error_message = "The page can't upload."
  }
}

run "refuses_a_folder_without_a_page" {
  command = plan
  variables {
    dashboard = { files_directory = "./nothing-here" }
  }
  expect_failures = [var.dashboard]
}
