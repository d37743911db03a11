import type { UploadTicket } from '../requests.ts';
import type { ApiExample } from './api-example.ts';

const UPLOAD_ID = 'upl_2e7c9a1b5d3f4860b8e6d4c2a0f19375';

const BODY = { sizeBytes: 51_200, contentType: 'text/csv' };

const TICKET: UploadTicket = {
  uploadId: UPLOAD_ID,
  method: 'PUT',
  url: `https://payloads.example.com/uploads/acme/${UPLOAD_ID}?X-Amz-Signature=8f14e45f`,
  headers: { 'content-length': String(BODY.sizeBytes), 'content-type': BODY.contentType },
  uploadBefore: '2026-11-02T09:40:00.000Z',
  usableUntil: '2026-11-03T09:25:00.000Z',
};

export const UPLOAD_EXAMPLES: readonly ApiExample[] = [
  {
    operationId: 'create-upload',
    name: 'created',
    title: 'A place for a CSV file',
    body: BODY,
    answer: { status: 201, body: TICKET },
  },
];
