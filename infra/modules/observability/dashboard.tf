data "aws_region" "current" {}

locals {
  # `id` since provider 6 has no `name`, and provider 5 no `region`.
  region = data.aws_region.current.id

  queue_names = flatten([for job_type in var.job_types : job_type.queue_names])

  backlog_widgets = [
    for name, job_type in var.job_types : {
      title = "${name}: backlog and running tasks"
      metrics = concat(
        flatten([for queue in job_type.queue_names : [
          for metric, label in {
            ApproximateNumberOfMessagesVisible    = "waiting"
            ApproximateNumberOfMessagesNotVisible = "running"
            ApproximateNumberOfMessagesDelayed    = "delayed"
          } : jsonencode(["AWS/SQS", metric, "QueueName", queue, { label = "${queue} ${label}", stat = "Maximum" }])
        ]]),
        # Every task reports its use of the processor once a minute: counted, these are the tasks.
        [for service in job_type.service_name[*] : jsonencode(["AWS/ECS", "CPUUtilization", "ClusterName", var.cluster_name, "ServiceName", service, { label = "tasks", stat = "SampleCount", yAxis = "right" }])],
      )
    }
  ]

  common_widgets = [
    {
      title   = "Age of the oldest message (seconds from submit)"
      metrics = [for queue in local.queue_names : jsonencode(["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", queue, { label = queue, stat = "Maximum" }])]
    },
    {
      title   = "Attempts by how they ended"
      metrics = [jsonencode([{ expression = "SEARCH('{${local.attempts_namespace},jobType,status} MetricName=\"${local.attempts_metric}\"', 'Sum', 300)", id = "attempts" }])]
    },
    {
      title = "Wait from submit to start (ms)"
      metrics = flatten([for name in keys(var.job_types) : [for stat in ["p50", "p90", "p99"] :
        jsonencode([local.attempts_namespace, local.wait_metric, "jobType", name, { label = "${name} ${stat}", stat = stat, period = 300 }])
      ]])
    },
    {
      title   = "Dead letters"
      metrics = [for name, job_type in var.job_types : jsonencode(["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", job_type.dead_letter_queue_name, { label = name, stat = "Maximum" }])]
    },
    {
      title = "API: requests and errors"
      metrics = [for metric, label in { Count = "requests", "4xx" = "4xx", "5xx" = "5xx" } :
        jsonencode(["AWS/ApiGateway", metric, "ApiId", var.api_id, { label = label, stat = "Sum" }])
      ]
    },
    {
      title = "API: latency (ms)"
      metrics = [for stat in ["p50", "p90", "p99"] :
        jsonencode(["AWS/ApiGateway", "Latency", "ApiId", var.api_id, { label = stat, stat = stat }])
      ]
    },
    {
      title = "Functions: errors and throttles"
      metrics = flatten([for name in var.function_names : [for metric in ["Errors", "Throttles"] :
        jsonencode(["AWS/Lambda", metric, "FunctionName", name, { label = "${name} ${lower(metric)}", stat = "Sum" }])
      ]])
    },
    {
      title   = "Functions: duration p99 (ms)"
      metrics = [for name in var.function_names : jsonencode(["AWS/Lambda", "Duration", "FunctionName", name, { label = name, stat = "p99" }])]
    },
    {
      title = "Tables: refused requests"
      metrics = flatten([for name in values(var.table_names) : [for metric in ["ReadThrottleEvents", "WriteThrottleEvents"] :
        jsonencode(["AWS/DynamoDB", metric, "TableName", name, { label = "${name} ${metric}", stat = "Sum" }])
      ]])
    },
    {
      title   = "Cost: task minutes"
      metrics = [for name, job_type in var.job_types : jsonencode(["AWS/ECS", "CPUUtilization", "ClusterName", var.cluster_name, "ServiceName", job_type.service_name, { label = name, stat = "SampleCount", period = 3600 }]) if job_type.service_name != null]
    },
    {
      title = "Cost: read and write units"
      metrics = flatten([for name in values(var.table_names) : [for metric in ["ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits"] :
        jsonencode(["AWS/DynamoDB", metric, "TableName", name, { label = "${name} ${metric}", stat = "Sum", period = 3600 }])
      ]])
    },
    {
      title   = "Cost: messages"
      metrics = [for queue in local.queue_names : jsonencode(["AWS/SQS", "NumberOfMessagesSent", "QueueName", queue, { label = queue, stat = "Sum", period = 3600 }])]
    },
    {
      title   = "Cost: invocations"
      metrics = [for name in var.function_names : jsonencode(["AWS/Lambda", "Invocations", "FunctionName", name, { label = name, stat = "Sum", period = 3600 }])]
    },
  ]

  widgets = concat(local.backlog_widgets, local.common_widgets)
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name_prefix

  # Three widgets in a row of 24 columns. Metrics are of different lengths, which is why they come as JSON texts.
  dashboard_body = jsonencode({
    widgets = [for index, widget in local.widgets : {
      type   = "metric"
      x      = 8 * (index % 3)
      y      = 6 * floor(index / 3)
      width  = 8
      height = 6
      properties = {
        title   = widget.title
        region  = local.region
        period  = 60
        view    = "timeSeries"
        metrics = [for metric in widget.metrics : jsondecode(metric)]
      }
    }]
  })
}
