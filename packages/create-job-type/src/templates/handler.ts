import { identifierOf } from '../job-type-names.ts';

export const handler = (name: string) => `import { ${identifierOf(name)} } from '@jobs/shared-contracts';
import { defineJob } from '../../define-job.ts';
import { abortPoint } from '../abort-point.ts';

export default defineJob(${identifierOf(name)}, async ({ input, progress, signal }) => {
  const { items } = input;
  for (const index of items.keys()) {
    await abortPoint(signal);
    progress((100 * (index + 1)) / items.length, 'Counting');
  }
  return { itemCount: items.length };
});
`;
