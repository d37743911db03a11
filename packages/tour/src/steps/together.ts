import type { Chapter } from '../tour.ts';
import { cancelledFollowUp, followUp } from './after-others.ts';
import { batch, cancelBatch } from './batches.ts';

export const together: Chapter = {
  title: 'After others, and many at once',
  steps: [
    { title: 'A follow-up starts after its parent', document: 'docs/batches.md', run: followUp },
    { title: 'A follow-up of a job that fails is cancelled', document: 'docs/batches.md', run: cancelledFollowUp },
    { title: 'A batch: counts, manifest and one signed webhook', document: 'docs/batches.md', run: batch },
    { title: 'A batch is cancelled', document: 'docs/batches.md', run: cancelBatch },
  ],
};
