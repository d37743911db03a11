locals {
  content_types = {
    html = "text/html; charset=utf-8"
    js   = "text/javascript; charset=utf-8"
    css  = "text/css; charset=utf-8"
    svg  = "image/svg+xml"
  }
  files = { for path in fileset(var.files_directory, "**") : path => "${var.files_directory}/${path}" }
}

module "bucket" {
  source = "../private-bucket"

  bucket_prefix = "${var.name_prefix}-dashboard"
  force_destroy = true
  # What is in it is served to everybody, so that no key of the platform's is asked for: it would have to let CloudFront
  # decrypt, and protect nothing.
  readers = [{ sid = "ReadByTheDistribution", service = "cloudfront.amazonaws.com", source_arn = aws_cloudfront_distribution.this.arn }]
}

resource "aws_s3_object" "file" {
  for_each = local.files

  bucket       = module.bucket.name
  key          = each.key
  source       = each.value
  source_hash  = filemd5(each.value)
  content_type = lookup(local.content_types, reverse(split(".", each.key))[0], "application/octet-stream")
  # Names in assets/ hold a hash of the content.
  cache_control = startswith(each.key, "assets/") ? "public, max-age=31536000, immutable" : "no-cache"
}

# The bucket had no module of its own before: it stays the same bucket.
moved {
  from = aws_s3_bucket.this
  to   = module.bucket.aws_s3_bucket.this
}

moved {
  from = aws_s3_bucket_public_access_block.this
  to   = module.bucket.aws_s3_bucket_public_access_block.this
}

moved {
  from = aws_s3_bucket_ownership_controls.this
  to   = module.bucket.aws_s3_bucket_ownership_controls.this
}

moved {
  from = aws_s3_bucket_server_side_encryption_configuration.this
  to   = module.bucket.aws_s3_bucket_server_side_encryption_configuration.this
}

moved {
  from = aws_s3_bucket_policy.this
  to   = module.bucket.aws_s3_bucket_policy.this
}
