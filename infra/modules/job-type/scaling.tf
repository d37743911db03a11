locals {
  # A function has none.
  steps               = coalesce(local.compute.scalingSteps, [])
  scale_out_threshold = try(local.steps[0].backlogAtLeast, 1)

  # A step's bounds are counted from the alarm's threshold: the lower belongs to the step, the upper to the next one.
  scale_out_adjustments = [for number, step in local.steps : {
    tasks = step.tasks
    lower = step.backlogAtLeast - local.scale_out_threshold
    upper = number + 1 < length(local.steps) ? local.steps[number + 1].backlogAtLeast - local.scale_out_threshold : null
  }]
}

resource "aws_appautoscaling_target" "tasks" {
  count = local.service_count

  service_namespace  = "ecs"
  resource_id        = "service/${var.cluster_name}/${aws_ecs_service.worker[0].name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = local.compute.minTasks
  max_capacity       = local.compute.maxTasks

  lifecycle {
    # Raised by whoever has work for a service that sleeps, and lowered by the reconciler, which also sees to a minimum
    # that is declared anew.
    ignore_changes = [min_capacity]
  }
}

# An exact number, as the action repeats each minute while the alarm lasts: adding would climb to the maximum.
resource "aws_appautoscaling_policy" "out" {
  count = local.service_count

  name               = "${local.name}-out"
  policy_type        = "StepScaling"
  service_namespace  = aws_appautoscaling_target.tasks[0].service_namespace
  resource_id        = aws_appautoscaling_target.tasks[0].resource_id
  scalable_dimension = aws_appautoscaling_target.tasks[0].scalable_dimension

  step_scaling_policy_configuration {
    adjustment_type         = "ExactCapacity"
    metric_aggregation_type = "Maximum"
    cooldown                = 60

    dynamic "step_adjustment" {
      for_each = local.scale_out_adjustments
      content {
        metric_interval_lower_bound = step_adjustment.value.lower
        metric_interval_upper_bound = step_adjustment.value.upper
        scaling_adjustment          = step_adjustment.value.tasks
      }
    }
  }
}

resource "aws_appautoscaling_policy" "in" {
  count = local.service_count

  name               = "${local.name}-in"
  policy_type        = "StepScaling"
  service_namespace  = aws_appautoscaling_target.tasks[0].service_namespace
  resource_id        = aws_appautoscaling_target.tasks[0].resource_id
  scalable_dimension = aws_appautoscaling_target.tasks[0].scalable_dimension

  step_scaling_policy_configuration {
    adjustment_type         = "ExactCapacity"
    metric_aggregation_type = "Maximum"
    cooldown                = 60

    step_adjustment {
      metric_interval_upper_bound = 0
      scaling_adjustment          = local.compute.minTasks
    }
  }
}
