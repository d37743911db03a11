import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { testJobType } from '../testing/test-job-type.ts';
import type { AttemptEnd, Failure } from './attempt-end.ts';
import { backoffSeconds, queueOutcomeOf, type RetryRules } from './queue-outcome.ts';

const rules: RetryRules = { ...testJobType, random: () => 1 };
const outcomeOf = (end: AttemptEnd, attempt = 1) => queueOutcomeOf(end, { attempt, maxAttempts: 3 }, rules);
const failed = (failure: Failure): AttemptEnd => ({ kind: 'failed', failure });
const error = { code: 'c', message: 'm' };
const delayed = (delaySeconds: number) => outcomeOf(failed({ kind: 'retry-later', delaySeconds, ...error }));

describe('what an attempt’s end means for its job', () => {
  test('a result ends it', () => {
    expect(outcomeOf({ kind: 'returned', result: { inline: 1 } })).toEqual({
      action: 'succeed',
      result: { inline: 1 },
    });
  });

  test('a permanent failure ends it at once', () => {
    expect(outcomeOf(failed({ kind: 'permanent', ...error }))).toEqual({ action: 'fail', error });
  });

  test('any other failure is tried again with growing delays, until the attempts are used up', () => {
    const outcomes = [1, 2, 3].map((attempt) => outcomeOf(failed({ kind: 'other', ...error }), attempt));
    expect(outcomes).toEqual([
      { action: 'retry', error, delayMs: 2000 },
      { action: 'retry', error, delayMs: 4000 },
      { action: 'fail', error },
    ]);
  });

  test('a delay of the author’s is kept, within what a queue can do', () => {
    expect(delayed(90)).toMatchObject({ action: 'retry', delayMs: 90_000 });
    expect(delayed(1e9)).toMatchObject({ action: 'retry', delayMs: 12 * 3600 * 1000 });
    expect(delayed(-5)).toMatchObject({ action: 'retry', delayMs: 0 });
    expect(delayed(Number.NaN)).toMatchObject({ action: 'retry', delayMs: 0 });
  });

  test('a delay of the author’s counts as an attempt', () => {
    expect(outcomeOf(failed({ kind: 'retry-later', delaySeconds: 9, ...error }), 3)).toEqual({ action: 'fail', error });
  });

  test('a service that was away counts no attempt, not even the last, but not for ever', () => {
    const away = failed({ kind: 'dependency', ...error });
    const after = (releases: number) =>
      queueOutcomeOf(away, { attempt: 3 + releases, maxAttempts: rules.maxAttempts + releases }, rules);
    expect(after(0)).toEqual({ action: 'release' });
    expect(after(99)).toEqual({ action: 'release' });
    expect(after(100)).toEqual({ action: 'fail', error });
  });

  test('the time limit is a failure that is tried again', () => {
    expect(outcomeOf({ kind: 'stopped', reason: 'time-limit' })).toMatchObject({
      action: 'retry',
      error: { code: 'time-limit' },
    });
    expect(outcomeOf({ kind: 'stopped', reason: 'time-limit' }, 3)).toMatchObject({ action: 'fail' });
  });

  test('a cancelled attempt is cancelled, an interrupted one released even if it is the last, a lost one left alone', () => {
    expect(outcomeOf({ kind: 'stopped', reason: 'cancelled' })).toEqual({ action: 'cancel' });
    expect(outcomeOf({ kind: 'stopped', reason: 'shutdown' }, 3)).toEqual({ action: 'release' });
    expect(outcomeOf({ kind: 'stopped', reason: 'lease-lost' })).toEqual({ action: 'abandon' });
  });

  test('chance takes at most half of a delay away, and no delay grows beyond its bound', () => {
    const { backoff } = testJobType;
    expect(backoffSeconds(1, { backoff, random: () => 0 })).toBe(1);
    expect(backoffSeconds(1, { backoff, random: () => 0.999 })).toBeCloseTo(2, 2);
    expect(backoffSeconds(20, { backoff, random: () => 1 })).toBe(60);
  });

  test('whatever fails, a job with attempts left waits no longer than a message can be hidden, and no other waits', () => {
    const failures: fc.Arbitrary<Failure> = fc.oneof(
      fc.record({ kind: fc.constant('permanent' as const), code: fc.string(), message: fc.string() }),
      fc.record({ kind: fc.constant('other' as const), code: fc.string(), message: fc.string() }),
      fc.record({
        kind: fc.constant('retry-later' as const),
        code: fc.string(),
        message: fc.string(),
        delaySeconds: fc.double(),
      }),
    );
    const attempts = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(failures, attempts, attempts, (failure, attempt, maxAttempts) => {
        const outcome = queueOutcomeOf(failed(failure), { attempt, maxAttempts }, rules);
        const isOver = failure.kind === 'permanent' || attempt >= maxAttempts;
        expect(outcome.action).toBe(isOver ? 'fail' : 'retry');
        const delayMs = 'delayMs' in outcome ? outcome.delayMs : 0;
        expect(delayMs).toBeGreaterThanOrEqual(0);
        expect(delayMs).toBeLessThanOrEqual(12 * 3600 * 1000);
      }),
    );
  });
});
