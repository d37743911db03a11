terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }

  # Bucket and region differ by account: `terraform init -backend-config=backend.hcl`.
  backend "s3" {
    key          = "jobs/prod/terraform.tfstate"
    encrypt      = true
    use_lockfile = true
  }
}
