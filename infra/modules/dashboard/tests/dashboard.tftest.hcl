mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_region" {
    defaults = { id = "eu-central-1" }
  }
  mock_resource "aws_s3_bucket" {
    defaults = {
      arn                         = "arn:aws:s3:::jobs-test-dashboard"
      bucket_regional_domain_name = "jobs-test-dashboard.s3.eu-central-1.amazonaws.com"
    }
  }
  mock_resource "aws_cloudfront_distribution" {
    defaults = {
      arn         = "arn:aws:cloudfront::123456789012:distribution/E1"
      domain_name = "d111111abcdef8.cloudfront.net"
    }
  }
}

variables {
  name_prefix     = "jobs-test"
  files_directory = "./tests/files"
  api_endpoint    = "https://abc123.execute-api.eu-central-1.amazonaws.com"
  connect_origins = ["https://payloads.s3.eu-central-1.amazonaws.com", "wss://def456.execute-api.eu-central-1.amazonaws.com"]
}

run "lets_nobody_but_the_distribution_read_the_bucket" {
  command = apply

  assert {
    condition = [for statement in jsondecode(module.bucket.policy).Statement : statement if statement.Effect == "Allow"] == [{
      Sid       = "ReadByTheDistribution"
      Effect    = "Allow"
      Principal = { Service = "cloudfront.amazonaws.com" }
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::jobs-test-dashboard/*"
      Condition = { StringEquals = { "AWS:SourceArn" = "arn:aws:cloudfront::123456789012:distribution/E1" } }
    }]
    error_message = "Only this very distribution reads, and it only reads."
  }
  assert {
    condition     = aws_cloudfront_origin_access_control.this.signing_behavior == "always"
    error_message = "The distribution signs what it asks of the bucket."
  }
}

run "serves_the_files_with_their_types_and_keeps_only_what_never_changes" {
  command = apply

  assert {
    condition     = { for key, file in aws_s3_object.file : key => file.content_type } == { "index.html" = "text/html; charset=utf-8", "assets/app-ABC123.css" = "text/css; charset=utf-8" }
    error_message = "Every file of the folder is there, with its type."
  }
  assert {
    condition     = aws_s3_object.file["index.html"].cache_control == "no-cache" && endswith(aws_s3_object.file["assets/app-ABC123.css"].cache_control, "immutable")
    error_message = "A new page is seen at once, and assets are kept."
  }
  assert {
    condition     = aws_cloudfront_distribution.this.default_root_object == "index.html" && output.url == "https://d111111abcdef8.cloudfront.net"
    error_message = "The page is at the distribution's root."
  }
}

run "has_the_api_below_its_own_address_without_keeping_its_answers" {
  command = apply

  assert {
    condition = one([
      for behavior in aws_cloudfront_distribution.this.ordered_cache_behavior : behavior.cache_policy_id == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" && behavior.origin_request_policy_id == "b689b0a8-53d0-40ab-baf2-38738e2966ac" if behavior.path_pattern == "/v1/*" && behavior.target_origin_id == "api"
    ])
    error_message = "The API's answers are never cached, and it gets every header but the host's."
  }
  assert {
    condition = one([
      for origin in aws_cloudfront_distribution.this.origin : origin.custom_origin_config[0].origin_protocol_policy == "https-only" if origin.domain_name == "abc123.execute-api.eu-central-1.amazonaws.com"
    ])
    error_message = "The API is reached by TLS only."
  }
}

run "lets_the_page_run_its_own_scripts_only_and_call_nothing_else" {
  command = apply

  assert {
    condition     = aws_cloudfront_response_headers_policy.this.security_headers_config[0].content_security_policy[0].content_security_policy == "default-src 'self'; connect-src 'self' https://payloads.s3.eu-central-1.amazonaws.com wss://def456.execute-api.eu-central-1.amazonaws.com; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    error_message = "The policy is the one that the page is tested with."
  }
  assert {
    condition     = aws_cloudfront_distribution.this.default_cache_behavior[0].response_headers_policy_id == aws_cloudfront_response_headers_policy.this.id
    error_message = "The page comes with its security headers."
  }
  assert {
    condition     = aws_cloudfront_distribution.this.default_cache_behavior[0].viewer_protocol_policy == "redirect-to-https"
    error_message = "The page comes by TLS only."
  }
}

run "takes_a_name_of_ones_own" {
  command = apply
  variables {
    domain = { name = "jobs.example.com", certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/1234" }
  }

  assert {
    condition     = output.url == "https://jobs.example.com" && tolist(aws_cloudfront_distribution.this.aliases) == tolist(["jobs.example.com"])
    error_message = "The page is at the given name."
  }
  assert {
    condition     = aws_cloudfront_distribution.this.viewer_certificate[0].minimum_protocol_version == "TLSv1.2_2021"
    error_message = "With a certificate of one's own, nothing older than TLS 1.2 is spoken."
  }
}

run "refuses_a_certificate_of_another_region" {
  command = plan
  variables {
    domain = { name = "jobs.example.com", certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1234" }
  }
  expect_failures = [var.domain]
}

run "refuses_a_name_that_is_none" {
  command = plan
  variables {
    domain = { name = "https://jobs.example.com", certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/1234" }
  }
  expect_failures = [var.domain]
}

run "refuses_bad_values" {
  command = plan

  variables {
    # To let the page call everything.
    connect_origins = ["https://*"]
    # A folder without a page.
    files_directory = "./tests"
    # An api without tls.
    api_endpoint = "http://api.example.com"
    # A name that aws would refuse.
    name_prefix = "jobs test"
  }

  expect_failures = [var.connect_origins, var.files_directory, var.api_endpoint, var.name_prefix]
}
