provider "aws" {
  region              = var.region
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = {
      Project     = "jobs"
      Environment = "prod"
      ManagedBy   = "terraform"
    }
  }
}

module "job_queue" {
  source = "../.."

  environment         = "prod"
  image_uri           = var.image_uri
  functions_directory = coalesce(var.functions_directory, "${path.module}/../../../dist/functions")
  alarm_emails        = var.alarm_emails
  web_origins         = var.web_origins
  dashboard           = var.dashboard == null ? null : { files_directory = "${path.module}/../../../dist/dashboard", domain = var.dashboard.domain }

  deletion_protection    = true
  point_in_time_recovery = true
  force_destroy          = false

  # Workers have no way to the internet.
  network = {
    egress                  = "interface-endpoints"
    availability_zone_count = 2
  }

  # Mostly Spot; the rest goes on where Spot has run out.
  capacity = {
    spot_weight            = 3
    on_demand_weight       = 1
    scale_in_after_minutes = 10
  }

  retention_days = {
    logs = 90
  }

  throttling = {
    rate  = 500
    burst = 1000
  }

  log_level = "info"
}
