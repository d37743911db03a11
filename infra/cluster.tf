resource "aws_ecs_cluster" "this" {
  name = local.name_prefix

  setting {
    name  = "containerInsights"
    value = var.container_insights
  }
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name = aws_ecs_cluster.this.name
  # Those of job types besides: they are there already, with the instances of their Auto Scaling groups.
  capacity_providers = distinct(concat(["FARGATE", "FARGATE_SPOT"], compact([for settings in local.job_types : try(settings.compute.capacityProvider, null)])))
}
