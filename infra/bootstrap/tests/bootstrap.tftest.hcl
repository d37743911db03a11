mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
}

variables {
  region            = "eu-central-1"
  github_repository = "acme/job-queue"
}

run "keeps_the_state_safe" {
  command = plan

  assert {
    condition     = aws_s3_bucket.state.bucket == "jobs-terraform-state-123456789012-eu-central-1"
    error_message = "The bucket's name is not unique to account and region."
  }
  assert {
    condition     = aws_s3_bucket_versioning.state.versioning_configuration[0].status == "Enabled" && aws_s3_bucket_public_access_block.state.restrict_public_buckets
    error_message = "A state could be lost, or public."
  }
}

run "keeps_images_as_they_were_pushed" {
  command = plan

  assert {
    condition     = aws_ecr_repository.worker.image_tag_mutability == "IMMUTABLE" && aws_ecr_repository.worker.image_scanning_configuration[0].scan_on_push
    error_message = "An image could be replaced under its tag, or goes unscanned."
  }
  assert {
    condition     = jsondecode(aws_ecr_lifecycle_policy.worker.policy).rules[1].selection.countNumber == 50
    error_message = "Images are kept for ever."
  }
}

run "lets_only_the_environments_own_workflows_deploy" {
  command = plan

  override_resource {
    target          = aws_iam_openid_connect_provider.github
    override_during = plan
    values          = { arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }
  }
  override_resource {
    target          = aws_s3_bucket.state
    override_during = plan
    values          = { arn = "arn:aws:s3:::state" }
  }
  override_resource {
    target          = aws_ecr_repository.worker
    override_during = plan
    values          = { arn = "arn:aws:ecr:eu-central-1:123456789012:repository/jobs-worker" }
  }

  assert {
    condition = jsonencode({ for environment, role in aws_iam_role.deploy : environment => jsondecode(role.assume_role_policy).Statement[0].Condition.StringEquals["token.actions.githubusercontent.com:sub"] }) == jsonencode({
      dev  = "repo:acme/job-queue:environment:dev"
      prod = "repo:acme/job-queue:environment:prod"
    })
    error_message = "A deploy role can be taken from elsewhere."
  }
  assert {
    condition     = jsondecode(aws_iam_role.plan.assume_role_policy).Statement[0].Condition.StringEquals["token.actions.githubusercontent.com:sub"] == "repo:acme/job-queue:pull_request"
    error_message = "The plan role can be taken from elsewhere."
  }
  assert {
    condition     = !strcontains(aws_iam_role_policy.deploy["dev"].policy, "jobs-prod") && !strcontains(aws_iam_role_policy.deploy["dev"].policy, "jobs/prod")
    error_message = "What deploys dev reaches prod."
  }
  assert {
    condition     = alltrue([for policy in aws_iam_role_policy.deploy : length(policy.policy) <= 10240])
    error_message = "IAM refuses inline policies of more than 10,240 characters."
  }
  assert {
    condition     = alltrue(flatten([for statement in jsondecode(aws_iam_role_policy.plan.policy).Statement : [for action in statement.Action : can(regex("^[a-z0-9-]+:(Get|Describe|List|GET)", action))]]))
    error_message = "Planning may change something."
  }
}

run "takes_a_provider_that_exists" {
  command = plan
  variables { github_oidc_provider_arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }

  assert {
    condition     = length(aws_iam_openid_connect_provider.github) == 0
    error_message = "An account can have the provider only once."
  }
}

run "refuses_bad_values" {
  command = plan

  variables {
    # A project with hyphens.
    project = "job-queue"
    # A region that is none.
    region = "Frankfurt"
    # A repository with wildcards.
    github_repository = "acme/*"
    # A long environment.
    environments = ["production"]
    # Another provider.
    github_oidc_provider_arn = "arn:aws:iam::123456789012:oidc-provider/example.com"
    # To keep hardly any image.
    kept_images = 1
  }

  expect_failures = [
    var.project,
    var.region,
    var.github_repository,
    var.environments,
    var.github_oidc_provider_arn,
    var.kept_images,
  ]
}
