provider "aws" {
  region              = var.region
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = {
      Project     = "jobs"
      Environment = "dev"
      ManagedBy   = "terraform"
    }
  }
}

module "job_queue" {
  source = "../.."

  environment         = "dev"
  image_uri           = var.image_uri
  functions_directory = coalesce(var.functions_directory, "${path.module}/../../../dist/functions")
  alarm_emails        = var.alarm_emails
  web_origins         = var.web_origins
  dashboard           = var.dashboard == null ? null : { files_directory = "${path.module}/../../../dist/dashboard", domain = var.dashboard.domain }

  # Cheap, and gone without a trace when it is destroyed.
  deletion_protection    = false
  point_in_time_recovery = false
  force_destroy          = true

  # One gateway for all zones: half of what endpoints in two zones cost. Workers can reach the internet.
  network = {
    egress             = "nat"
    single_nat_gateway = true
  }

  capacity = {
    spot_weight            = 1
    on_demand_weight       = 0
    scale_in_after_minutes = 5
  }

  retention_days = {
    logs = 7
  }

  throttling = {
    rate  = 50
    burst = 100
  }

  log_level = "debug"
  tracing   = true
}
