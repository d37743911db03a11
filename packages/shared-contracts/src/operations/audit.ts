import Type, { type Static } from 'typebox';
import { Timestamp } from '../jobs/job-view.ts';
import { LIMITS } from '../limits.ts';

/** What leaves a trace: all that operators change, and what is done to secrets and keys. */
export const AUDIT_ACTIONS = [
  'job.retry',
  'job.cancel',
  'jobs.retry',
  'dead-letters.redrive',
  'job-type.pause',
  'job-type.resume',
  'webhook-secret.rotate',
  'api-key.create',
  'api-key.revoke',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export const AUDIT_OUTCOMES = ['begun', 'done', 'refused', 'failed'] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** One action, as it is kept. */
export const AuditEntry = Type.Object(
  {
    id: Type.String(),
    at: Timestamp,
    action: Type.Enum([...AUDIT_ACTIONS]),
    actor: Type.String({ description: 'The owner of the API key, or who acted without one' }),
    keyId: Type.Optional(Type.String({ description: 'The beginning of the SHA-256 of the API key' })),
    target: Type.String({ description: 'A job, a job type, a key, or what was asked for' }),
    outcome: Type.Enum([...AUDIT_OUTCOMES], {
      description: '`begun`: whoever did it died before it could tell how it ended, so that it may have been done',
    }),
    code: Type.Optional(Type.String({ description: 'The problem that it was answered with' })),
    detail: Type.Optional(
      Type.Record(Type.String(), Type.Integer(), { description: 'How many jobs came to what, where there are many' }),
    ),
    requestId: Type.Optional(Type.String({ description: 'Of the request, as the log has it' })),
  },
  { additionalProperties: false },
);
export type AuditEntry = Static<typeof AuditEntry>;

/** A page of the audit trail. */
export const AuditList = Type.Object(
  {
    entries: Type.Array(AuditEntry, { description: 'The newest first' }),
    nextCursor: Type.Optional(
      Type.String({
        maxLength: LIMITS.cursorCharacters,
        description: 'Pass it back as `cursor` to go on; absent at the end',
      }),
    ),
  },
  { additionalProperties: false },
);
export type AuditList = Static<typeof AuditList>;
