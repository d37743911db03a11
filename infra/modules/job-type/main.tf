# One job type: its queues, and what works them off: a service, with what scales it from zero and back, or a function.
locals {
  name    = "${var.name_prefix}-${var.settings.name}"
  compute = var.settings.compute

  on_lambda     = local.compute.kind == "lambda"
  service_count = local.on_lambda ? 0 : 1

  # Of the 120 s that ECS gives at most: the rest is for the process to end, and for the last log lines.
  stop_timeout_seconds   = 120
  shutdown_grace_seconds = 100
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}
