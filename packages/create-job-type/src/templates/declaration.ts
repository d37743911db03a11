import { identifierOf, titleOf } from '../job-type-names.ts';

export const declaration = (name: string) => `import Type from 'typebox';
import { defineJobType } from './define-job-type.ts';

export const ${identifierOf(name)} = defineJobType({
  name: '${name}',
  title: '${titleOf(name)}',
  description: 'Goes through a list of items, and counts them.',
  input: Type.Object(
    { items: Type.Array(Type.String({ minLength: 1, maxLength: 1000 }), { minItems: 1, maxItems: 1000 }) },
    { additionalProperties: false },
  ),
  result: Type.Object({ itemCount: Type.Integer({ minimum: 0 }) }, { additionalProperties: false }),
  timeLimitSeconds: 5 * 60,
  concurrencyPerWorker: 2,
  compute: {
    cpuUnits: 512,
    memoryMiB: 1024,
    minTasks: 0,
    maxTasks: 10,
    scalingSteps: [
      { backlogAtLeast: 1, tasks: 1 },
      { backlogAtLeast: 20, tasks: 3 },
      { backlogAtLeast: 200, tasks: 10 },
    ],
  },
});
`;
