# Scaffolds a job type, between an apply and the plan that comes after it.
resource "terraform_data" "job_type" {
  provisioner "local-exec" {
    command = "\"$NODE\" ../packages/create-job-type/src/main.ts \"$NEW_JOB_TYPE\""
  }
}
