locals {
  attempts_namespace = "${var.name_prefix}/workers"
  attempts_metric    = "AttemptsEnded"
  wait_metric        = "WaitMilliseconds"
}

# Counted from the worker's log: the line says how the attempt ended, QUEUED where the job is tried again. Costs nothing
# while no attempt ends.
resource "aws_cloudwatch_log_metric_filter" "attempts" {
  for_each = var.job_types

  name           = "${var.name_prefix}-${each.key}-attempts"
  log_group_name = each.value.log_group_name
  pattern        = "{ $.msg = \"The attempt has ended\" }"

  metric_transformation {
    namespace  = local.attempts_namespace
    name       = local.attempts_metric
    value      = "1"
    unit       = "Count"
    dimensions = { jobType = "$.jobType", status = "$.status" }
  }
}

# From the submit to the start; for a job that was given back, or lost its worker, from then. The line has no such number
# where the job waited for its back-off.
resource "aws_cloudwatch_log_metric_filter" "wait" {
  for_each = var.job_types

  name           = "${var.name_prefix}-${each.key}-wait"
  log_group_name = each.value.log_group_name
  pattern        = "{ ($.msg = \"The attempt has ended\") && ($.waitMs >= 0) }"

  metric_transformation {
    namespace  = local.attempts_namespace
    name       = local.wait_metric
    value      = "$.waitMs"
    unit       = "Milliseconds"
    dimensions = { jobType = "$.jobType" }
  }
}
