locals {
  # A queue's URL is this and its name.
  queue_url_prefix = trimsuffix(aws_sqs_queue.lane["standard"].url, local.lanes["standard"])

  capacity_weights = local.compute.capacityProvider == null ? { FARGATE_SPOT = var.spot_weight, FARGATE = var.on_demand_weight } : { (local.compute.capacityProvider) = 1 }
  is_on_fargate    = length(setsubtract(keys(local.capacity_weights), ["FARGATE", "FARGATE_SPOT"])) == 0

  environment = merge(var.environment, {
    AWS_REGION             = local.region
    JOB_TYPE               = var.settings.name
    QUEUE_URL_PREFIX       = local.queue_url_prefix
    SHUTDOWN_GRACE_SECONDS = tostring(local.shutdown_grace_seconds)
  })
}

resource "aws_cloudwatch_log_group" "worker" {
  count = local.service_count

  name              = "/ecs/${local.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_ecs_task_definition" "worker" {
  count = local.service_count

  family                   = local.name
  requires_compatibilities = [local.is_on_fargate ? "FARGATE" : "EC2"]
  network_mode             = "awsvpc"
  cpu                      = local.compute.cpuUnits
  memory                   = local.compute.memoryMiB
  task_role_arn            = aws_iam_role.task[0].arn
  execution_role_arn       = aws_iam_role.execution[0].arn

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "ARM64"
  }

  # The only place that a worker can write to; gone with the task. Fargate takes the directory's mode from the image,
  # where it is declared as a volume.
  volume {
    name = "tmp"
  }

  container_definitions = jsonencode([merge(local.compute.gpus == 0 ? {} : {
    resourceRequirements = [{ type = "GPU", value = tostring(local.compute.gpus) }]
    }, {
    name                   = "worker"
    image                  = var.image_uri
    essential              = true
    user                   = "1000:1000"
    readonlyRootFilesystem = true
    stopTimeout            = local.stop_timeout_seconds
    environment            = [for name, value in local.environment : { name = name, value = value }]
    mountPoints            = [{ sourceVolume = "tmp", containerPath = "/tmp", readOnly = false }]

    # The first process of a container reaps nothing and ignores signals that it does not handle; Node is not made for it.
    linuxParameters = {
      initProcessEnabled = true
      capabilities       = { drop = ["ALL"] }
    }

    # ECS takes no notice of the image's own health check; this is the same.
    healthCheck = {
      command     = ["CMD", "node", "/app/health/check.mjs"]
      interval    = 30
      timeout     = 5
      retries     = 3
      startPeriod = 30
    }

    # Trouble with logs must not hold up jobs.
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.worker[0].name
        awslogs-region        = local.region
        awslogs-stream-prefix = "worker"
        mode                  = "non-blocking"
        max-buffer-size       = "4m"
      }
    }
  })])
}

resource "aws_ecs_service" "worker" {
  count = local.service_count

  name            = local.name
  cluster         = var.cluster_arn
  task_definition = aws_ecs_task_definition.worker[0].arn
  desired_count   = local.compute.minTasks

  dynamic "capacity_provider_strategy" {
    for_each = local.capacity_weights

    content {
      capacity_provider = capacity_provider_strategy.key
      weight            = capacity_provider_strategy.value
    }
  }

  # Otherwise a change of the mix would destroy the service, and the work in flight with it.
  force_new_deployment = true

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = var.security_group_ids
    assign_public_ip = false
  }

  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  # Workers take from the same queues wherever they are; moving one would only interrupt its jobs.
  availability_zone_rebalancing = "DISABLED"

  enable_ecs_managed_tags = true
  propagate_tags          = "SERVICE"

  # A task must not start with less than it needs.
  depends_on = [aws_iam_role_policy.task, aws_iam_role_policy.execution]

  lifecycle {
    # Scaling's business.
    ignore_changes = [desired_count]
  }
}
