# What a deploy role may do: everything to the resources of its environment, which are known by their names; to those
# that have none (network, API), whatever the service allows no narrower. It can write roles of its own environment,
# and hence give a function or worker of that environment any permission: protect the GitHub environment accordingly.
locals {
  prefixes = { for environment in var.environments : environment => "${var.project}-${environment}" }

  deploy_statements = { for environment, prefix in local.prefixes : environment => [
    {
      Sid      = "State"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
      Resource = ["${aws_s3_bucket.state.arn}/${var.project}/${environment}/*"]
    },
    {
      Sid      = "FindState"
      Effect   = "Allow"
      Action   = ["s3:ListBucket"]
      Resource = [aws_s3_bucket.state.arn]
    },
    {
      Sid    = "PushImages"
      Effect = "Allow"
      Action = [
        "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload", "ecr:DescribeImages",
        "ecr:DescribeRepositories", "ecr:GetDownloadUrlForLayer", "ecr:InitiateLayerUpload", "ecr:PutImage",
        "ecr:UploadLayerPart",
      ]
      Resource = [aws_ecr_repository.worker.arn]
    },
    {
      Sid    = "OwnResources"
      Effect = "Allow"
      Action = [
        "cloudwatch:*", "dynamodb:*", "ecs:*", "events:*", "lambda:*", "logs:*", "s3:*", "scheduler:*", "sns:*", "sqs:*",
      ]
      Resource = [
        "arn:${local.partition}:cloudwatch:${var.region}:${local.account_id}:alarm:${prefix}-*",
        "arn:${local.partition}:cloudwatch::${local.account_id}:dashboard/${prefix}*",
        "arn:${local.partition}:dynamodb:${var.region}:${local.account_id}:table/${prefix}-*",
        "arn:${local.partition}:ecs:${var.region}:${local.account_id}:*/${prefix}",
        "arn:${local.partition}:ecs:${var.region}:${local.account_id}:*/${prefix}/*",
        "arn:${local.partition}:ecs:${var.region}:${local.account_id}:*/${prefix}-*",
        "arn:${local.partition}:events:${var.region}:${local.account_id}:rule/${prefix}-*",
        "arn:${local.partition}:lambda:${var.region}:${local.account_id}:function:${prefix}-*",
        "arn:${local.partition}:logs:${var.region}:${local.account_id}:log-group:*${prefix}*",
        "arn:${local.partition}:s3:::${prefix}-*",
        "arn:${local.partition}:scheduler:${var.region}:${local.account_id}:schedule/*/${prefix}-*",
        "arn:${local.partition}:sns:${var.region}:${local.account_id}:${prefix}-*",
        "arn:${local.partition}:sqs:${var.region}:${local.account_id}:${prefix}-*",
      ]
    },
    {
      Sid    = "OwnRoles"
      Effect = "Allow"
      Action = [
        "iam:CreateRole", "iam:DeleteRole", "iam:DeleteRolePolicy", "iam:GetRole", "iam:GetRolePolicy",
        "iam:ListAttachedRolePolicies", "iam:ListInstanceProfilesForRole", "iam:ListRolePolicies", "iam:PassRole",
        "iam:PutRolePolicy", "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole",
      ]
      Resource = ["arn:${local.partition}:iam::${local.account_id}:role/${prefix}-*"]
    },
    {
      # Its own role is named alike, and must not be made more powerful by itself.
      Sid      = "NotTheDeployRole"
      Effect   = "Deny"
      Action   = ["iam:DeleteRole", "iam:DeleteRolePolicy", "iam:PassRole", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole"]
      Resource = ["arn:${local.partition}:iam::${local.account_id}:role/${prefix}-deploy"]
    },
    {
      Sid      = "ServiceRoles"
      Effect   = "Allow"
      Action   = ["iam:CreateServiceLinkedRole"]
      Resource = ["arn:${local.partition}:iam::${local.account_id}:role/aws-service-role/*"]
      Condition = { StringEquals = { "iam:AWSServiceName" = [
        "ecs.amazonaws.com", "ecs.application-autoscaling.amazonaws.com", "ops.apigateway.amazonaws.com",
      ] } }
    },
    {
      Sid    = "Unnamed"
      Effect = "Allow"
      Action = concat(local.network_actions, [
        "apigateway:DELETE", "apigateway:GET", "apigateway:PATCH", "apigateway:POST", "apigateway:PUT",
        "application-autoscaling:DeleteScalingPolicy", "application-autoscaling:DeregisterScalableTarget",
        "application-autoscaling:DescribeScalableTargets", "application-autoscaling:DescribeScalingPolicies",
        "application-autoscaling:ListTagsForResource", "application-autoscaling:PutScalingPolicy",
        "application-autoscaling:RegisterScalableTarget", "application-autoscaling:TagResource",
        "application-autoscaling:UntagResource",
        # For the web page, where an environment has one.
        "cloudfront:CreateDistribution", "cloudfront:CreateOriginAccessControl", "cloudfront:CreateResponseHeadersPolicy",
        "cloudfront:DeleteDistribution", "cloudfront:DeleteOriginAccessControl", "cloudfront:DeleteResponseHeadersPolicy",
        "cloudfront:GetDistribution", "cloudfront:GetOriginAccessControl", "cloudfront:GetResponseHeadersPolicy",
        "cloudfront:ListTagsForResource", "cloudfront:TagResource", "cloudfront:UntagResource",
        "cloudfront:UpdateDistribution", "cloudfront:UpdateOriginAccessControl", "cloudfront:UpdateResponseHeadersPolicy",
        "cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource",
        "ecr:GetAuthorizationToken",
        "ecs:CreateCluster", "ecs:DeregisterTaskDefinition", "ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition",
        # API Gateway sets up its log delivery by the caller's permissions.
        "logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeLogGroups", "logs:DescribeResourcePolicies",
        "logs:GetLogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:UpdateLogDelivery",
        "sns:Unsubscribe", "sns:GetSubscriptionAttributes",
        "sts:GetCallerIdentity",
      ])
      Resource = ["*"]
    },
  ] }

  network_actions = [
    "ec2:AllocateAddress", "ec2:AssociateRouteTable", "ec2:AttachInternetGateway", "ec2:AuthorizeSecurityGroupEgress",
    "ec2:AuthorizeSecurityGroupIngress", "ec2:CreateInternetGateway", "ec2:CreateNatGateway", "ec2:CreateRoute",
    "ec2:CreateRouteTable", "ec2:CreateSecurityGroup", "ec2:CreateSubnet", "ec2:CreateTags", "ec2:CreateVpc",
    "ec2:CreateVpcEndpoint", "ec2:DeleteInternetGateway", "ec2:DeleteNatGateway", "ec2:DeleteRoute",
    "ec2:DeleteRouteTable", "ec2:DeleteSecurityGroup", "ec2:DeleteSubnet", "ec2:DeleteTags", "ec2:DeleteVpc",
    "ec2:DeleteVpcEndpoints", "ec2:Describe*", "ec2:DetachInternetGateway", "ec2:DisassociateAddress",
    "ec2:DisassociateRouteTable", "ec2:ModifySecurityGroupRules", "ec2:ModifySubnetAttribute", "ec2:ModifyVpcAttribute",
    "ec2:ModifyVpcEndpoint", "ec2:ReleaseAddress", "ec2:ReplaceRoute", "ec2:RevokeSecurityGroupEgress",
    "ec2:RevokeSecurityGroupIngress",
  ]

  # What a refresh reads. Without lambda:ListTags, tags would seem to be missing.
  plan_actions = [
    "apigateway:GET",
    "application-autoscaling:Describe*", "application-autoscaling:ListTagsForResource",
    "cloudfront:GetDistribution", "cloudfront:GetOriginAccessControl", "cloudfront:GetResponseHeadersPolicy", "cloudfront:ListTagsForResource",
    "cloudwatch:DescribeAlarms", "cloudwatch:GetDashboard", "cloudwatch:ListTagsForResource",
    "dynamodb:DescribeContinuousBackups", "dynamodb:DescribeTable", "dynamodb:DescribeTimeToLive", "dynamodb:ListTagsOfResource",
    "ec2:Describe*",
    "ecr:DescribeRepositories",
    "ecs:Describe*", "ecs:ListTagsForResource",
    "events:DescribeRule", "events:ListTagsForResource", "events:ListTargetsByRule",
    "iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies",
    "lambda:GetFunction", "lambda:GetFunctionCodeSigningConfig", "lambda:GetFunctionEventInvokeConfig", "lambda:GetPolicy", "lambda:ListTags", "lambda:ListVersionsByFunction",
    "logs:DescribeLogGroups", "logs:DescribeMetricFilters", "logs:DescribeResourcePolicies", "logs:ListTagsForResource",
    "s3:GetAccelerateConfiguration", "s3:GetBucket*", "s3:GetEncryptionConfiguration", "s3:GetLifecycleConfiguration", "s3:GetReplicationConfiguration", "s3:ListBucket", "s3:ListTagsForResource",
    "scheduler:GetSchedule",
    "sns:GetSubscriptionAttributes", "sns:GetTopicAttributes", "sns:ListTagsForResource",
    "sqs:GetQueueAttributes", "sqs:ListQueueTags",
  ]
}
