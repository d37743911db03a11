import Type, { type Static } from 'typebox';
import { Timestamp } from '../jobs/job-view.ts';
import { BatchView } from './batch.ts';
import { BATCH_COMPLETED_EVENT } from './batch-completed.ts';

/** A batch has completed, as CloudEvents 1.0 in structured JSON. Published at least once, always the same. */
export const BatchEvent = Type.Object(
  {
    specversion: Type.Literal('1.0'),
    id: Type.String({ description: '`<batch id>.1`' }),
    source: Type.String({ description: 'The installation that the batch runs in' }),
    type: Type.Literal(BATCH_COMPLETED_EVENT),
    subject: Type.String({ description: 'The batch id' }),
    time: Timestamp,
    datacontenttype: Type.Literal('application/json'),
    owner: Type.String(),
    webhook: Type.Optional(Type.Literal(true, { description: 'The batch has a webhook' })),
    data: BatchView,
  },
  { additionalProperties: false },
);
export type BatchEvent = Static<typeof BatchEvent>;
