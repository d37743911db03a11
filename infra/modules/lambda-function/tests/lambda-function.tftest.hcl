mock_provider "aws" {}

variables {
  name        = "jobs-test-submit-job"
  description = "Submit a job"
  # Any zip does: only its hash is read.
  zip_path       = "tests/empty.zip"
  package_bucket = "jobs-test-packages"
  environment    = { JOBS_TABLE_NAME = "jobs-test-jobs" }
  policy_statements = [{
    sid       = "Jobs"
    actions   = ["dynamodb:GetItem"]
    resources = ["arn:aws:dynamodb:eu-central-1:123456789012:table/jobs-test-jobs"]
  }]
}

run "runs_the_zip_on_arm_with_its_environment" {
  command = plan

  assert {
    condition     = aws_lambda_function.this.runtime == "nodejs22.x" && aws_lambda_function.this.architectures == tolist(["arm64"])
    error_message = "Not Node 22 on ARM."
  }
  assert {
    condition     = aws_lambda_function.this.environment[0].variables == tomap({ JOBS_TABLE_NAME = "jobs-test-jobs" })
    error_message = "The environment is not the one that was given."
  }
  assert {
    condition     = aws_lambda_function.this.source_code_hash == filebase64sha256("tests/empty.zip")
    error_message = "A changed zip would not be deployed."
  }
  assert {
    condition     = aws_lambda_function.this.s3_bucket == "jobs-test-packages" && aws_lambda_function.this.s3_key == "jobs-test-submit-job/${filesha256("tests/empty.zip")}.zip" && aws_s3_object.package.key == aws_lambda_function.this.s3_key
    error_message = "The function is not made of the zip that was put into the bucket."
  }
  assert {
    condition     = aws_lambda_function.this.reserved_concurrent_executions == -1 && aws_lambda_function.this.tracing_config[0].mode == "PassThrough"
    error_message = "Nothing was asked to be reserved or traced."
  }
}

run "logs_into_a_group_that_forgets" {
  command = plan

  assert {
    condition     = aws_cloudwatch_log_group.this.name == "/aws/lambda/jobs-test-submit-job" && aws_cloudwatch_log_group.this.retention_in_days == 30
    error_message = "The log is kept for ever, or elsewhere."
  }
}

run "watches_errors_and_throttles_of_this_function" {
  command = plan

  variables {
    alarm_topic_arn = "arn:aws:sns:eu-central-1:123456789012:alarms"
  }

  assert {
    condition     = toset([for alarm in aws_cloudwatch_metric_alarm.this : alarm.metric_name]) == toset(["Errors", "Throttles"])
    error_message = "Errors and throttles are not both watched."
  }
  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : alarm.dimensions["FunctionName"] == "jobs-test-submit-job" && alarm.alarm_actions == toset(["arn:aws:sns:eu-central-1:123456789012:alarms"])])
    error_message = "An alarm watches another function, or tells nobody."
  }
}

run "may_write_its_log_and_what_it_was_given" {
  command = apply

  variables {
    policy_statements = [
      { sid = "Jobs", actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:eu-central-1:123456789012:table/jobs"] },
      { sid = "List", actions = ["s3:ListBucket"], resources = ["arn:aws:s3:::b"], condition = { StringLike = { "s3:prefix" = ["uploads/*"] } } },
    ]
  }

  override_resource {
    target = aws_cloudwatch_log_group.this
    values = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/jobs-test-submit-job" }
  }
  override_resource {
    target = aws_iam_role.this
    values = { arn = "arn:aws:iam::123456789012:role/jobs-test-submit-job" }
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.this.policy).Statement[*].Sid == ["WriteLog", "Jobs", "List"]
    error_message = "The role has not exactly the log's statement and the given ones."
  }
  assert {
    condition     = jsondecode(aws_iam_role_policy.this.policy).Statement[0].Resource == ["arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/jobs-test-submit-job:*"]
    error_message = "The function may write logs that are not its own."
  }
  assert {
    condition     = !can(jsondecode(aws_iam_role_policy.this.policy).Statement[1].Condition) && jsondecode(aws_iam_role_policy.this.policy).Statement[2].Condition.StringLike["s3:prefix"] == ["uploads/*"]
    error_message = "A condition was lost, or made up."
  }
}

run "traces_only_when_asked" {
  command = plan

  variables {
    tracing              = true
    reserved_concurrency = 5
  }

  assert {
    condition     = aws_lambda_function.this.tracing_config[0].mode == "Active" && aws_lambda_function.this.reserved_concurrent_executions == 5
    error_message = "Tracing or reserved concurrency was not taken."
  }
}

run "refuses_bad_values" {
  command = plan

  variables {
    # A name with spaces.
    name = "submit job"
    # A handler without export.
    handler = "index"
    # Too little memory.
    memory_mib = 64
    # A timeout beyond lambdas.
    timeout_seconds = 901
    # Variables in lower case.
    environment = { table = "x" }
    # Wildcard actions.
    policy_statements = [{ sid = "All", actions = ["dynamodb:*"], resources = ["arn:aws:dynamodb:eu-central-1:123456789012:table/jobs"] }]
    # To reserve nothing.
    reserved_concurrency = 0
    # A retention that cloudwatch lacks.
    log_retention_days = 31
    # A key that is no arn.
    kms_key_arn = "alias/jobs"
    # A function that nobody can tell.
    description = " "
    # A folder for a zip.
    zip_path = "dist/functions/submit-job"
    # The arn of a bucket.
    package_bucket = "arn:aws:s3:::jobs-test-packages"
    # An alarm topic by its name.
    alarm_topic_arn = "alarms"
    # More storage than lambda has.
    ephemeral_storage_mib = 10241
  }

  expect_failures = [
    var.name,
    var.handler,
    var.memory_mib,
    var.timeout_seconds,
    var.environment,
    var.policy_statements,
    var.reserved_concurrency,
    var.log_retention_days,
    var.kms_key_arn,
    var.description,
    var.zip_path,
    var.package_bucket,
    var.alarm_topic_arn,
    var.ephemeral_storage_mib,
  ]
}

run "refuses_other_bad_values" {
  command = plan

  variables {
    # A sid that iam refuses.
    policy_statements = [{ sid = "my jobs", actions = ["dynamodb:GetItem"], resources = ["*"] }]
    # A description beyond lambdas.
    description = join("", [for number in range(257) : "x"])
  }

  expect_failures = [var.policy_statements, var.description]
}

run "refuses_a_statement_about_nothing" {
  command = plan

  variables {
    # A statement about nothing.
    policy_statements = [{ sid = "Jobs", actions = ["dynamodb:GetItem"], resources = [] }]
  }

  expect_failures = [var.policy_statements]
}
