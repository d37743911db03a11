import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { PRICES } from '@jobs/prices';
import type { SectionReport } from '../../report/section-report.ts';
import type { Section, SectionOptions } from '../../section.ts';
import { costOf, totalOf, type Used } from './cost.ts';
import type { ItemWrite } from './count-calls.ts';
import { declaredMemoryMib } from './declared-memory.ts';
import { referenceUse, type ReferenceParts } from './reference-design.ts';
import { reportOf, type CostedScenario } from './report.ts';
import {
  runLargeJobs,
  runLongJobs,
  runShortJobs,
  runShortJobsInThreads,
  runWatchedJobs,
  type Measured,
} from './scenarios.ts';
import { openSystem, type System } from './system.ts';

const STATUS_READS = 50;
/** How long a connection stands open for each job that it watches. */
const WATCHED_MINUTES = 1;

const terraform = () => readFileSync(new URL('../../../../../infra/functions.tf', import.meta.url), 'utf8');

export const callsAndCost: Section = {
  name: 'calls-and-cost',
  title: 'Calls and cost',
  run: async (options) => {
    const system = await openSystem();
    try {
      return await measure(system, options);
    } finally {
      await system.stop();
    }
  },
};

async function measure(system: System, { rounds, small, say, signal }: SectionOptions): Promise<SectionReport> {
  const declared = terraform();
  const memoryMibOf = (functionName: string) => declaredMemoryMib(declared, functionName);
  const costed = (name: string, measured: Measured, connectionMinutes = 0): CostedScenario => {
    const used = usedBy(measured, connectionMinutes);
    return { name, used, measured, cost: costOf(used, PRICES, memoryMibOf) };
  };
  const jobs = small ? 100 : 600;
  const few = small ? 20 : 40;

  const shortRounds: CostedScenario[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    say(`short jobs, round ${round} of ${rounds}`);
    shortRounds.push(costed('short', await runShortJobs(system, { jobs, signal })));
  }
  const short = middleOf(shortRounds);
  say('short jobs in threads, large, long and watched jobs');
  const inThreads = costed('short, in 4 threads', await runShortJobsInThreads(system, { jobs: few * 5, signal }));
  const large = costed('100 KB', await runLargeJobs(system, { jobs: few, signal }));
  const long = costed('10 minutes', await runLongJobs(system, { jobs: few, signal }));
  const watched = costed('watched', await runWatchedJobs(system, { jobs: few * 5, signal }), WATCHED_MINUTES);

  const reference = (name: string, { measured }: CostedScenario, objects?: ReferenceParts['objects']) => {
    const used = referenceUse({
      writes: writesOfOneJob(measured.writes),
      submissions: invocationsOf(measured, 'submit-job'),
      ...(objects && { objects }),
    });
    return { name, used, cost: costOf(used, PRICES, memoryMibOf) };
  };
  return reportOf({
    ours: [short, inThreads, large, long, watched],
    references: [reference('short', short), reference('100 KB', large, { puts: 1, gets: 1 })],
    statusReads: totalOf(costOf(await readStatuses(system), PRICES, memoryMibOf)),
  });
}

/** Each is counted as a job, so that the cost is for a million of them. */
async function readStatuses(system: System): Promise<Used> {
  const jobId = await system.submit({ type: 'text-analyze', input: { source: { text: 'To be read.' } } });
  system.take();
  for (let read = 0; read < STATUS_READS; read += 1) await system.readStatus(jobId);
  return { ...system.take(), jobs: STATUS_READS, httpRequests: STATUS_READS, connectionMinutes: 0 };
}

const invocationsOf = ({ invocations }: Measured, name: string) =>
  invocations.find(({ functionName }) => functionName === name) ?? { functionName: name, durationsMs: [], logBytes: 0 };

/** Its put, its claim and its end: what is written of its progress is no part of them. */
function writesOfOneJob(writes: readonly ItemWrite[]): readonly ItemWrite[] {
  const [first] = writes;
  return first ? writes.filter((write) => idOf(write) === idOf(first) && changesStatus(write)) : [];
}

const idOf = ({ before, after }: ItemWrite) => JSON.stringify((after ?? before)?.['jobId']);
const changesStatus = ({ before, after }: ItemWrite) => !isDeepStrictEqual(before?.['status'], after?.['status']);

const usedBy = (measured: Measured, connectionMinutes: number): Used => ({
  ...measured,
  httpRequests: measured.jobs,
  connectionMinutes: connectionMinutes * measured.jobs,
});

/** The round whose dollars are the median of all. */
function middleOf(rounds: readonly CostedScenario[]): CostedScenario {
  const sorted = rounds.toSorted((a, b) => totalOf(a.cost) - totalOf(b.cost));
  const middle = sorted[sorted.length >> 1];
  if (!middle) throw new Error('There was no round');
  return middle;
}
