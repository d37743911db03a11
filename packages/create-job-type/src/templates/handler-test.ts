export const handlerTest = (name: string) => `import { describe, expect, test } from '@jest/globals';
import { AttemptStoppedError } from '../../errors.ts';
import { runJob } from '../testing/job-context.ts';
import job from './index.ts';

describe('${name}', () => {
  test('counts the items, and tells how far it is', async () => {
    const { result, progress } = await runJob(job, { items: ['first', 'second'] });
    expect(result).toEqual({ itemCount: 2 });
    expect(progress.map(({ percent }) => percent)).toEqual([50, 100]);
  });

  test('stops between two items once it is cancelled', async () => {
    const cancellation = new AbortController();
    const stopped = new AttemptStoppedError('cancelled');
    const percents: number[] = [];
    const run = runJob(
      job,
      { items: ['first', 'second'] },
      {
        signal: cancellation.signal,
        onProgress: (percent) => {
          percents.push(percent);
          cancellation.abort(stopped);
        },
      },
    );
    await expect(run).rejects.toBe(stopped);
    expect(percents).toEqual([50]);
  });
});
`;
