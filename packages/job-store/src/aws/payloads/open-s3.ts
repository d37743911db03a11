import { S3Client } from '@aws-sdk/client-s3';
import type { AwsSettings } from '../../config/job-store-config.ts';
import { clientSettings } from '../client-settings.ts';

export const openS3 = (aws: AwsSettings) =>
  new S3Client({
    ...clientSettings(aws, aws.endpoints.s3, 60_000),
    // Otherwise the SDK puts the checksum of an empty body into presigned uploads, and S3 refuses the file.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
