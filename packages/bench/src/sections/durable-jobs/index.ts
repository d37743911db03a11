import { findBest } from '../../measure/find-best.ts';
import { interleave } from '../../measure/interleave.ts';
import type { SectionReport } from '../../report/section-report.ts';
import type { Section, SectionOptions } from '../../section.ts';
import { withFreshQueue } from '../../services/fresh-queue.ts';
import { withBench, type Bench } from '../../services/with-bench.ts';
import { seedJobs } from '../../worker/seed-jobs.ts';
import {
  bareUpdates,
  storeAlone,
  workByHandleMessage,
  workByHandleMessageBatch,
  workInProcess,
  workInThreads,
  type Work,
} from './contenders.ts';

const SIZES = { full: { jobs: 2000, sweep: 600 }, small: { jobs: 100, sweep: 50 } };

interface Side {
  readonly name: string;
  readonly work: Work;
  /** Of which the best one is found first. */
  readonly settings: readonly [number, ...number[]];
  readonly unit: string;
}

const OURS: Side = { name: 'our worker', work: workInProcess, settings: [32, 64, 128], unit: 'slots' };
const THREADS: Side = { name: 'our worker, with threads', work: workInThreads, settings: [4, 8, 16], unit: 'slots' };
const LIMIT: Side = {
  name: 'the store’s two updates alone',
  work: storeAlone,
  settings: [16, 32, 64],
  unit: 'at once',
};
const BARE: Side = { name: 'two bare updates alone', work: bareUpdates, settings: [16, 32, 64], unit: 'at once' };
const SINGLE: Side = {
  name: 'by hand, handleMessage',
  work: workByHandleMessage,
  settings: [1, 4, 8, 16],
  unit: 'consumers',
};
const BATCH: Side = {
  name: 'by hand, handleMessageBatch',
  work: workByHandleMessageBatch,
  settings: [1, 4, 8, 16],
  unit: 'consumers',
};
const SIDES = [OURS, LIMIT, BARE, SINGLE, BATCH, THREADS];

export const durableJobs: Section = {
  name: 'durable-jobs',
  title: 'Durable jobs',
  run: (options) => withBench((bench) => measureDurableJobs(bench, options)),
};

async function measureDurableJobs(
  bench: Bench,
  { rounds, small, say, signal }: SectionOptions,
): Promise<SectionReport> {
  const { jobs: count, sweep } = small ? SIZES.small : SIZES.full;
  const work = (side: Side, setting: number, jobCount: number) =>
    withFreshQueue(bench.sqs, bench.environment, async (queue) => {
      signal.throwIfAborted();
      const inputs = Array.from({ length: jobCount }, () => ({ source: { text: 'Nothing to do.' } }));
      const jobs = await seedJobs(bench.store, queue.jobType, inputs);
      return side.work({ ...bench, ...queue, jobs }, setting);
    });

  const contenders = [];
  for (const side of SIDES) {
    const setting = await findBest(side.settings, (given) => work(side, given, sweep));
    say(`${side.name}: best with ${setting} ${side.unit}`);
    contenders.push({ ...side, setting, measure: () => work(side, setting, count) });
  }
  const result = await interleave(contenders, rounds, { say, signal });

  return {
    lead: `Jobs that have nothing to do, ${count} of them in each round: taken from the table by one conditional update, their two states published, their result written by another one, their messages deleted. *${LIMIT.name}*: nothing but these updates, as the store makes them, which is what the table allows; *${BARE.name}*: the least that one could write by the bare SDK, without history, events, versions or leases to end. *By hand* is the same work on sqs-consumer, as an example has it and with all that can be batched in batches; it has no heartbeats, no time limits, no cancellation, and publishes nothing again that was lost. All of them run their jobs in the process; *${THREADS.name}* is the worker as it is deployed, each attempt in a thread of its own, with the start of these threads.`,
    targets: [
      {
        figure: `${OURS.name} to ${LIMIT.name}`,
        wanted: { atLeast: 0.9 },
        measured: result.ratio(OURS.name, LIMIT.name),
        why: 'the two events of each job, sent ten at a time, cost the worker’s thread a quarter of what its two updates do; all else is a sixteenth of them',
      },
    ],
    charts: [
      {
        name: 'durable-jobs',
        title: 'Durable jobs done',
        unit: 'jobs/s',
        bars: SIDES.map(({ name }) => ({
          label: name,
          value: result.of(name),
          ours: name === OURS.name || name === THREADS.name,
        })),
      },
    ],
    tables: [
      {
        columns: ['', 'best with', 'jobs/s', 'of the store’s updates'],
        rows: contenders.map(({ name, setting, unit }) => [
          name,
          `${setting} ${unit}`,
          result.of(name),
          result.ratio(name, LIMIT.name),
        ]),
      },
    ],
  };
}
