import { describe, expect, jest, test } from '@jest/globals';
import { INDEX_SHARDS } from '@jobs/shared-contracts';
import { captureLog } from '../testing/captured-log.ts';
import { fakeJob } from '../testing/fake-job.ts';
import { reconcileJobs, RUN_BUDGET } from './reconcile-jobs.ts';

jest.setTimeout(120_000);

const MINUTE = 60_000;

/** Jobs of one shard that wait, the next to be looked at first. */
class DueList {
  /** Postponed jobs, by the time at which they are due: jobs that are looked at together come due together. */
  readonly #byTime = new Map<number, number[]>();

  add(dueAt: number, job: number): void {
    const same = this.#byTime.get(dueAt);
    if (same) same.push(job);
    else this.#byTime.set(dueAt, [job]);
  }

  take(now: number, limit: number): number[] {
    const taken: number[] = [];
    for (const dueAt of [...this.#byTime.keys()].toSorted((a, b) => a - b)) {
      if (dueAt > now || taken.length === limit) break;
      const jobs = this.#byTime.get(dueAt) ?? [];
      taken.push(...jobs.splice(0, limit - taken.length));
      if (jobs.length === 0) this.#byTime.delete(dueAt);
    }
    return taken;
  }
}

/** Jobs that nobody works off, all submitted at 0, and a reconciler that runs every minute. */
function backlogOf(jobs: number) {
  let clock = 2 * MINUTE;
  const shards = Array.from({ length: INDEX_SHARDS }, () => new DueList());
  const messages = new Uint16Array(jobs);
  for (let job = 0; job < jobs; job += 1) shards[job % INDEX_SHARDS]?.add(clock, job);

  const dependencies = {
    jobs: {
      listDue: async ({ shard, limit }: { readonly shard: number; readonly limit: number }) => {
        const due = shards[shard]?.take(clock, limit) ?? [];
        return { jobIds: due.map(String), ...(due.length === limit && { cursor: 'more' }) };
      },
      getJob: async (jobId: string) => fakeJob({ jobId, createdAt: 0, updatedAt: 0, dueAt: 0 }),
      getCancellation: async () => undefined,
      queueScheduled: async () => undefined,
      startWaiting: async () => undefined,
      cancelWaiting: async () => undefined,
      markAwaited: async () => false,
      postponeDue: async (jobId: string, _version: number, delayMs: number) => {
        shards[Number(jobId) % INDEX_SHARDS]?.add(clock + delayMs, Number(jobId));
        return true;
      },
      settle: async () => true,
    },
    followers: { addFollower: async () => {} },
    queues: {
      sendMessages: async (_queue: string, sent: readonly { readonly jobId: string }[]) => {
        for (const { jobId } of sent) messages[Number(jobId)] = (messages[Number(jobId)] ?? 0) + 1;
      },
    },
    events: { publish: async () => {} },
    eventSource: '/jobs/test',
    now: () => clock,
    log: captureLog().logger,
  };
  return {
    /** Messages that each of so many runs sent. */
    async run(runs: number): Promise<number[]> {
      const sent: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        sent.push((await reconcileJobs(dependencies, RUN_BUDGET)).dispatch);
        clock += MINUTE;
      }
      return sent;
    },
    messages,
  };
}

describe('a backlog that nobody works off', () => {
  test('of a million jobs gets as many messages as one run may send, and each run goes on where the last one stopped', async () => {
    const backlog = backlogOf(1_000_000);
    const sent = await backlog.run(20);
    expect(new Set(sent)).toEqual(new Set([RUN_BUDGET.maxJobs]));
    expect(backlog.messages.reduce((most, count) => Math.max(most, count), 0)).toBe(1);
    expect(backlog.messages.reduce((total, count) => total + count, 0)).toBe(20 * RUN_BUDGET.maxJobs);
  });

  test('of a thousand jobs gets six messages for each in the first two hours, and then one an hour', async () => {
    const backlog = backlogOf(1000);
    await backlog.run(126);
    expect(new Set(backlog.messages)).toEqual(new Set([6]));
    await backlog.run(64 * 3);
    expect(new Set(backlog.messages)).toEqual(new Set([9]));
  });
});
