# Plans the system with nothing left unknown of the task definitions, for `terraform test -verbose -json` to print them.
mock_provider "aws" {
  override_during = plan

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
  mock_resource "aws_sqs_queue" {
    defaults = {
      arn = "arn:aws:sqs:eu-central-1:123456789012:queue"
      url = "https://sqs.eu-central-1.amazonaws.com/123456789012/queue"
    }
  }
  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:eu-central-1:123456789012:topic" }
  }
}

# The zips are another test's business.
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

variables {
  environment         = "test"
  image_uri           = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/jobs-worker:0123456"
  functions_directory = "."
}

run "task_definitions" {
  command = plan
}
