locals {
  github_issuer       = "token.actions.githubusercontent.com"
  github_provider_arn = coalesce(var.github_oidc_provider_arn, one(aws_iam_openid_connect_provider.github[*].arn))

  # Exact subjects, no patterns: another branch, repository or environment is another subject.
  may_assume = { for name, subject in merge(
    { for environment in var.environments : environment => "repo:${var.github_repository}:environment:${environment}" },
    { plan = "repo:${var.github_repository}:pull_request" },
    ) : name => jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Action    = "sts:AssumeRoleWithWebIdentity"
        Principal = { Federated = local.github_provider_arn }
        Condition = {
          StringEquals = {
            "${local.github_issuer}:aud" = "sts.amazonaws.com"
            "${local.github_issuer}:sub" = subject
          }
        }
      }]
    })
  }
}

resource "aws_iam_openid_connect_provider" "github" {
  count = var.github_oidc_provider_arn == null ? 1 : 0

  url            = "https://${local.github_issuer}"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "deploy" {
  for_each = var.environments

  name                 = "${var.project}-${each.value}-deploy"
  description          = "Deploys ${var.project}-${each.value}, from GitHub environment ${each.value} of ${var.github_repository}"
  assume_role_policy   = local.may_assume[each.value]
  max_session_duration = 3600
}

resource "aws_iam_role_policy" "deploy" {
  for_each = var.environments

  name   = "deploy"
  role   = aws_iam_role.deploy[each.value].id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.deploy_statements[each.value] })
}

# Shows on a pull request what would change. It changes nothing, and reads no payload and no secret.
resource "aws_iam_role" "plan" {
  name                 = "${var.project}-plan"
  description          = "Plans all environments, from pull requests of ${var.github_repository}"
  assume_role_policy   = local.may_assume["plan"]
  max_session_duration = 3600
}

resource "aws_iam_role_policy" "plan" {
  name = "plan"
  role = aws_iam_role.plan.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ReadState"
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["${aws_s3_bucket.state.arn}/${var.project}/*"]
      },
      {
        Sid      = "ReadConfiguration"
        Effect   = "Allow"
        Action   = local.plan_actions
        Resource = ["*"]
      },
    ]
  })
}
