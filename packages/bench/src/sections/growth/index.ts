import { freemem } from 'node:os';
import { findJobType, JOB_TYPES, type JobType } from '@jobs/shared-contracts';
import { isDynoxideAvailable } from '@jobs/stand-ins';
import { median } from '../../report/median.ts';
import type { SectionReport } from '../../report/section-report.ts';
import type { Section, SectionOptions } from '../../section.ts';
import { drainRate, fillUp, sendMessages } from './backlog.ts';
import { measureMemory, type SlotMemory } from './memory.ts';
import { growthReport } from './report.ts';
import { medianTimes, openTimer, type StepTimes } from './table-growth.ts';
import { openWorld, type World } from './world.ts';

/** Of one job type few wait, of the other many. */
const FEW = findJobType('text-analyze') as JobType;
const MANY = findJobType('document-render') as JobType;

const SIZES = {
  small: { smallTable: 1000, largeTable: 20_000, few: 500, many: 5000, jobsATime: 20, drained: 200 },
  full: { smallTable: 1000, largeTable: 1_000_000, few: 1000, many: 100_000, jobsATime: 60, drained: 500 },
};
type Sizes = (typeof SIZES)['full'];

/** What every number of slots is asked of; a thread of its own for each of a thousand is more than a machine has. */
const SLOTS = [1, 10, 100, 1000];
const MOST_THREADS = 100;

export const growth: Section = {
  name: 'growth',
  title: 'Memory and growth',
  missing: () => (isDynoxideAvailable ? undefined : 'It takes dynoxide, which runs on Linux x64 only.'),
  run: async (options) => {
    const sizes = options.small ? SIZES.small : SIZES.full;
    const { say } = options;
    say(`tables of ${sizes.smallTable} and ${sizes.largeTable} jobs are made`);
    const waiting = { type: MANY.name, count: sizes.many, firstNumber: 0 };
    const large = await openWorld(sizes.largeTable, [waiting]);
    const small = await openWorld(sizes.smallTable);
    try {
      return await measure({ small, large }, sizes, options);
    } finally {
      await small.stop();
      await large.stop();
    }
  },
};

interface Worlds {
  readonly small: World;
  readonly large: World;
}

async function measure(worlds: Worlds, sizes: Sizes, options: SectionOptions): Promise<SectionReport> {
  const { say } = options;
  let number = sizes.many;
  const nextNumber = () => number++;
  say('memory');
  const memory = await memoryBySlots(worlds.small, nextNumber, options);
  const table = await tableGrowth(worlds, sizes, options);
  say(`${sizes.many} messages are sent`);
  await sendMessages(worlds.large, MANY, { firstNumber: 0, count: sizes.many });
  const backlog = await backlogGrowth(worlds.large, sizes, nextNumber, options);
  const tables = { smallTable: worlds.small.jobs, largeTable: worlds.large.jobs };
  return growthReport({ sizes: { ...sizes, ...tables }, memory, table, backlog });
}

/** As the fewer slots before had it: a thread may take 100 MiB, and nobody else is to be without. */
const mibPerSlot = (before: SlotMemory | undefined) =>
  before?.busy ? (before.busy.rssMib - before.idle.rssMib) / before.slots : 0;
const freeMib = () => freemem() / 1024 ** 2;

async function memoryBySlots(world: World, nextNumber: () => number, { small, signal }: SectionOptions) {
  const threads: SlotMemory[] = [];
  const slotsAlone: SlotMemory[] = [];
  for (const slots of small ? [1, 10] : SLOTS) {
    const busy = slots <= MOST_THREADS && slots * mibPerSlot(threads.at(-1)) < freeMib() / 2;
    threads.push(await measureMemory(world, FEW, 'threads', { slots, busy, nextNumber }, signal));
  }
  for (const [index, slots] of (small ? [1, 10] : SLOTS).entries()) {
    // Each leaves jobs at work behind: so each has a job type of its own.
    const jobType = JOB_TYPES[index % JOB_TYPES.length] ?? FEW;
    slotsAlone.push(await measureMemory(world, jobType, 'slots', { slots, busy: true, nextNumber }, signal));
  }
  return { threads, slotsAlone };
}

async function tableGrowth({ small, large }: Worlds, { jobsATime }: Sizes, { rounds, say, signal }: SectionOptions) {
  const timers = { small: openTimer(small), large: openTimer(large) };
  const times: Record<keyof Worlds, StepTimes[]> = { small: [], large: [] };
  // The first calls of each open connections, and are not counted.
  for (const side of ['small', 'large'] as const) await timers[side](jobsATime, signal);
  for (let round = 0; round < rounds; round += 1) {
    say(`time per job, round ${round + 1} of ${rounds}`);
    for (const side of inTurn(['small', 'large'] as const, round)) {
      times[side].push(await timers[side](jobsATime, signal));
    }
  }
  return { small: medianTimes(times.small), large: medianTimes(times.large) };
}

async function backlogGrowth(
  world: World,
  { few, drained }: Sizes,
  nextNumber: () => number,
  { rounds, say, signal }: SectionOptions,
) {
  const rates: Record<'few' | 'many', number[]> = { few: [], many: [] };
  for (let round = 0; round < rounds; round += 1) {
    say(`backlog, round ${round + 1} of ${rounds}`);
    await fillUp(world, FEW, few, nextNumber);
    for (const side of inTurn(['few', 'many'] as const, round)) {
      rates[side].push(await drainRate(world, side === 'few' ? FEW : MANY, drained, signal));
    }
  }
  return { few: median(rates.few), many: median(rates.many) };
}

/** Who is first changes from round to round. */
const inTurn = <T>([first, second]: readonly [T, T], round: number): readonly T[] =>
  round % 2 === 0 ? [first, second] : [second, first];
