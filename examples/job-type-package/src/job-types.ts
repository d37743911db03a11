import { defineJobType, TextSource } from '@jobs/shared-contracts/job-type';
import Type from 'typebox';

const Algorithm = Type.Enum(['sha256', 'sha512', 'md5']);

export const fileDigest = defineJobType({
  name: 'file-digest',
  title: 'Digests of a file',
  description: 'Computes digests of a text or an upload, and compares them with what is expected.',
  input: Type.Object(
    {
      source: TextSource,
      algorithms: Type.Array(Algorithm, { minItems: 1, maxItems: 3, uniqueItems: true }),
      expected: Type.Optional(
        Type.String({ pattern: '^[0-9a-f]+$', description: 'One of the digests must be it, or the job fails' }),
      ),
    },
    { additionalProperties: false },
  ),
  result: Type.Object(
    {
      sizeBytes: Type.Integer({ minimum: 0 }),
      digests: Type.Array(Type.Object({ algorithm: Algorithm, hex: Type.String() }, { additionalProperties: false })),
    },
    { additionalProperties: false },
  ),
  // Who asks for a digest looks at it soon.
  resultRetentionDays: 7,
  timeLimitSeconds: 10 * 60,
  concurrencyPerWorker: 4,
  // A digest takes seconds: no worker has to be started for it.
  compute: { kind: 'lambda', memoryMiB: 1024, maxConcurrency: 20 },
  // Nobody's thousand files keep others waiting.
  limits: { concurrencyPerOwner: 4 },
});

const Posting = Type.Object(
  {
    account: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
    cents: Type.Integer({ description: 'Above zero is a debit, below zero a credit' }),
  },
  { additionalProperties: false },
);

export const ledgerEntry = defineJobType({
  name: 'ledger-entry',
  title: 'Entry of a ledger',
  description: 'Checks that an entry balances. Those of one account are entered in the order of their submission.',
  input: Type.Object(
    {
      text: Type.String({ minLength: 1, maxLength: 200 }),
      postings: Type.Array(Posting, { minItems: 2, maxItems: 20 }),
    },
    { additionalProperties: false },
  ),
  result: Type.Object({ debitCents: Type.Integer({ minimum: 0 }) }, { additionalProperties: false }),
  // Its clients give the account as `orderingKey`.
  ordering: 'fifo',
  timeLimitSeconds: 60,
  // Of so many accounts at a time.
  concurrencyPerWorker: 4,
  compute: {
    cpuUnits: 256,
    memoryMiB: 1024,
    minTasks: 0,
    maxTasks: 2,
    scalingSteps: [
      { backlogAtLeast: 1, tasks: 1 },
      { backlogAtLeast: 100, tasks: 2 },
    ],
  },
});

/** What an installation takes from this package. */
export const jobTypes = [fileDigest, ledgerEntry] as const;
