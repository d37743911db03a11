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
  timeLimitSeconds: 10 * 60,
  concurrencyPerWorker: 4,
  compute: {
    cpuUnits: 256,
    memoryMiB: 1024,
    minTasks: 0,
    maxTasks: 5,
    scalingSteps: [
      { backlogAtLeast: 1, tasks: 1 },
      { backlogAtLeast: 100, tasks: 5 },
    ],
  },
});

/** What an installation takes from this package. */
export const jobTypes = [fileDigest] as const;
