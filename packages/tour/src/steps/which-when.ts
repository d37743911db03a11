import type { Chapter } from '../tour.ts';
import { limits } from './limits.ts';
import { onLambda } from './on-lambda.ts';
import { inOrder } from './ordering.ts';
import { urgentFirst } from './priorities.ts';
import { shortLivedResults } from './short-lived-results.ts';

export const whichWhen: Chapter = {
  title: 'Which job when, and where',
  steps: [
    { title: 'Urgent jobs first, and a job type is paused', document: 'docs/priorities.md', run: urgentFirst },
    { title: 'Jobs of one key in the order of their submission', document: 'docs/ordering.md', run: inOrder },
    { title: 'No more than four of an owner at work', document: 'docs/limits.md', run: limits },
    { title: 'A job type that is a Lambda function', document: 'docs/job-types.md', run: onLambda },
    { title: 'Results that go before their job', document: 'docs/job-types.md', run: shortLivedResults },
  ],
};
