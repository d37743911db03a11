import type { ApiExample } from './api-example.ts';
import { CONNECTION_EXAMPLES } from './connection-examples.ts';
import { DOCUMENT_EXAMPLES } from './document-examples.ts';
import { BATCH_EXAMPLES } from './batch-examples.ts';
import { JOB_EXAMPLES } from './job-examples.ts';
import { OPERATION_EXAMPLES } from './operation-examples.ts';
import { SCHEDULE_EXAMPLES } from './schedule-examples.ts';
import { UPLOAD_EXAMPLES } from './upload-examples.ts';
import { WEBHOOK_EXAMPLES } from './webhook-examples.ts';

export type { ApiExample } from './api-example.ts';
export { LONG_JOB_ID } from './job-examples.ts';
export { FAILED_JOB_ID, SLOW_JOB_ID } from './operation-examples.ts';
export { WEBHOOK_JOB_ID } from './webhook-examples.ts';

/**
 * What the OpenAPI document and docs/api.md show, in an order in which it can be sent: an example may name what one
 * before it was answered.
 */
export const API_EXAMPLES: readonly ApiExample[] = [
  ...JOB_EXAMPLES,
  ...UPLOAD_EXAMPLES,
  ...SCHEDULE_EXAMPLES,
  ...BATCH_EXAMPLES,
  ...WEBHOOK_EXAMPLES,
  ...OPERATION_EXAMPLES,
  ...CONNECTION_EXAMPLES,
  ...DOCUMENT_EXAMPLES,
];
