import { findBest } from '../../measure/find-best.ts';
import { interleave } from '../../measure/interleave.ts';
import { formatNumber } from '../../report/format-report.ts';
import { median } from '../../report/median.ts';
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
  workWithoutEvents,
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
const SILENT: Side = { ...OURS, name: 'our worker, without events', work: workWithoutEvents };
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
const SIDES = [OURS, SILENT, LIMIT, BARE, SINGLE, BATCH, THREADS];

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
      const before = process.cpuUsage();
      const jobsPerSecond = await side.work({ ...bench, ...queue, jobs }, setting);
      const { user, system } = process.cpuUsage(before);
      return { jobsPerSecond, cpuMicrosPerJob: (user + system) / jobCount };
    });

  const cpuMicros = new Map<string, number[]>(SIDES.map(({ name }) => [name, []]));
  const contenders = [];
  for (const side of SIDES) {
    const setting = await findBest(side.settings, async (given) => (await work(side, given, sweep)).jobsPerSecond);
    say(`${side.name}: best with ${setting} ${side.unit}`);
    const measure = async () => {
      const { jobsPerSecond, cpuMicrosPerJob } = await work(side, setting, count);
      cpuMicros.get(side.name)?.push(cpuMicrosPerJob);
      return jobsPerSecond;
    };
    contenders.push({ ...side, setting, measure });
  }
  const result = await interleave(contenders, rounds, { say, signal });
  const cpuOf = ({ name }: Pick<Side, 'name'>) => median(cpuMicros.get(name) ?? []);

  return {
    lead: `Jobs that have nothing to do, ${count} of them in each round: taken from the table by one conditional update, their two states published, their result written by another one, their messages deleted. *${LIMIT.name}*: nothing but these updates, as the store makes them, which is what the table allows; *${BARE.name}*: the least that one could write by the bare SDK, without history, events, versions or leases to end. *By hand* is the same work on sqs-consumer, as an example has it and with all that can be batched in batches; it has no heartbeats, no time limits, no cancellation, and publishes nothing again that was lost. All of them run their jobs in the process; *${THREADS.name}* is the worker as it is deployed, each attempt in a thread of its own, with the start of these threads. CPU is user and system time of the process that does the work.`,
    targets: [
      {
        figure: `${OURS.name} to ${LIMIT.name}`,
        wanted: { atLeast: 0.9 },
        measured: result.ratio(OURS.name, LIMIT.name),
        why: `its process needs ${formatNumber(cpuOf(OURS))} µs of CPU for a job, ${formatNumber(cpuOf(SILENT))} without the two events, which are sent ten at a time, and the updates alone ${formatNumber(cpuOf(LIMIT))}`,
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
          ours: name.startsWith(OURS.name),
        })),
      },
    ],
    tables: [
      {
        columns: ['', 'best with', 'jobs/s', 'of the store’s updates', 'CPU µs a job'],
        rows: contenders.map((side) => [
          side.name,
          `${side.setting} ${side.unit}`,
          result.of(side.name),
          result.ratio(side.name, LIMIT.name),
          cpuOf(side),
        ]),
      },
    ],
  };
}
