import { describe, expect, test } from '@jest/globals';
import { DependencyError, PublishFailedError } from '@jobs/job-store';
import type { JobEvent } from '@jobs/shared-contracts';
import { FakeClock } from '../testing/fake-clock.ts';
import { jobRecord, silentLog } from '../testing/fakes.ts';
import { createPublisher } from './publisher.ts';

function setUp(publish: (events: readonly JobEvent[]) => Promise<void>) {
  const clock = new FakeClock();
  const giveUp = new AbortController();
  const calls: string[][] = [];
  const publisher = createPublisher(
    {
      publish: (events) => {
        calls.push(events.map(({ type, data }) => `${type}.${data.version}`));
        return publish(events);
      },
    },
    '/jobs/test',
    { clock, random: () => 1, log: silentLog, givingUp: giveUp.signal },
  );
  return { clock, giveUp, calls, ...publisher };
}

describe('publishing states', () => {
  test('states of several jobs share a call', async () => {
    const { clock, calls, publish } = setUp(() => Promise.resolve());
    const published = [
      publish(jobRecord({ version: 1 })),
      publish(jobRecord({ version: 2 }), jobRecord({ version: 3 })),
    ];
    await clock.advance(5);
    await Promise.all(published);
    expect(calls).toEqual([['job.running.1', 'job.running.2', 'job.running.3']]);
  });

  test('only what was not taken is published again', async () => {
    const refused = `${jobRecord().jobId}.2`;
    let first = true;
    const { clock, calls, publish } = setUp(() => {
      if (!first) return Promise.resolve();
      first = false;
      return Promise.reject(new PublishFailedError([refused], ['InternalError']));
    });
    const published = publish(jobRecord({ version: 1 }), jobRecord({ version: 2 }));
    await clock.advance(1000);
    await published;
    expect(calls).toEqual([['job.running.1', 'job.running.2'], ['job.running.2']]);
  });

  test('progress is published where somebody watches, once, and no failure of it is anybody’s', async () => {
    const { clock, calls, publishProgress } = setUp(() => Promise.reject(new Error('away')));
    publishProgress(jobRecord({ version: 4 }));
    publishProgress(jobRecord({ version: 5, watchedUntil: jobRecord().updatedAt + 1 }));
    await clock.advance(10 * 60_000);
    expect(calls).toEqual([['job.progress.5']]);
  });

  test('it goes on until the service answers, or the worker has no time left', async () => {
    const away = new DependencyError('SNS', 'PublishBatch', true, new Error('timeout'));
    const { clock, giveUp, calls, publish } = setUp(() => Promise.reject(away));
    const published = publish(jobRecord());
    published.catch(() => {});
    await clock.advance(10 * 60_000);
    expect(calls.length).toBeGreaterThan(10);
    giveUp.abort();
    await clock.advance(5);
    await expect(published).rejects.toBe(away);
  });

  test('what trying again cannot help is not tried again', async () => {
    const denied = new DependencyError('SNS', 'PublishBatch', false, new Error('AccessDenied'));
    const { clock, calls, publish } = setUp(() => Promise.reject(denied));
    const published = publish(jobRecord());
    published.catch(() => {});
    await clock.advance(60_000);
    await expect(published).rejects.toBe(denied);
    expect(calls).toHaveLength(1);
  });
});
