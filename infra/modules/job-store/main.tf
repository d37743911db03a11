# The tables are built from what the code writes out, so that keys and indexes can't drift from the queries.
locals {
  tables = jsondecode(file("${path.module}/../../../packages/shared-contracts/generated/tables.json"))

  # Each key attribute once: DynamoDB refuses definitions that are doubled or unused.
  key_attributes = { for name, table in local.tables : name => merge(
    { (table.partitionKey) = "S" },
    { for key in try([table.sortKey], []) : key => "S" },
    { for index in table.indexes : index.partitionKey => "S" },
    # Several indexes may sort by the same attribute.
    merge([for index in table.indexes : { (index.sortKey.name) = index.sortKey.type }]...),
  ) }

  table_names = {
    jobs              = "${var.name_prefix}-jobs"
    apiKeys           = "${var.name_prefix}-api-keys"
    webhookDeliveries = "${var.name_prefix}-webhook-deliveries"
    webhookSecrets    = "${var.name_prefix}-webhook-secrets"
    connections       = "${var.name_prefix}-connections"
    jobStatistics     = "${var.name_prefix}-job-statistics"
    schedules         = "${var.name_prefix}-schedules"
    jobGroups         = "${var.name_prefix}-job-groups"
    limits            = "${var.name_prefix}-limits"
    controls          = "${var.name_prefix}-controls"
    audit             = "${var.name_prefix}-audit"
  }
}

resource "aws_dynamodb_table" "this" {
  for_each = local.tables

  name                        = local.table_names[each.key]
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = each.value.partitionKey
  range_key                   = try(each.value.sortKey, null)
  deletion_protection_enabled = var.deletion_protection

  dynamic "attribute" {
    for_each = local.key_attributes[each.key]
    content {
      name = attribute.key
      type = attribute.value
    }
  }

  dynamic "global_secondary_index" {
    for_each = { for index in each.value.indexes : index.name => index }
    content {
      name            = global_secondary_index.key
      hash_key        = global_secondary_index.value.partitionKey
      range_key       = global_secondary_index.value.sortKey.name
      projection_type = global_secondary_index.value.projection
    }
  }

  ttl {
    attribute_name = each.value.timeToLiveAttribute
    enabled        = true
  }

  point_in_time_recovery {
    enabled = var.point_in_time_recovery
  }

  # Without a key of one's own DynamoDB encrypts with a key that AWS owns, which costs nothing.
  dynamic "server_side_encryption" {
    for_each = var.kms_key_arn[*]
    content {
      enabled     = true
      kms_key_arn = server_side_encryption.value
    }
  }
}
