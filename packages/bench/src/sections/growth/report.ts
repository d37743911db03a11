import type { ReportTable, SectionReport } from '../../report/section-report.ts';
import type { SlotMemory } from './memory.ts';
import { STEPS, type StepTimes } from './table-growth.ts';

export interface Growth {
  readonly sizes: {
    readonly smallTable: number;
    readonly largeTable: number;
    readonly few: number;
    readonly many: number;
  };
  readonly memory: { readonly threads: readonly SlotMemory[]; readonly slotsAlone: readonly SlotMemory[] };
  readonly table: { readonly small: StepTimes; readonly large: StepTimes };
  /** Jobs a second. */
  readonly backlog: { readonly few: number; readonly many: number };
}

const MAX_GROWTH = 1.1;

const counted = (count: number) => count.toLocaleString('en');

export function growthReport({ sizes, memory, table, backlog }: Growth): SectionReport {
  const { small, large } = table;
  return {
    lead: LEAD,
    targets: [
      {
        figure: `time per job at ${counted(sizes.largeTable)} jobs in the table ÷ at ${counted(sizes.smallTable)}`,
        wanted: { atMost: MAX_GROWTH },
        measured: large.job / small.job,
      },
    ],
    charts: [
      {
        name: 'memory-per-slot',
        title: 'Memory of a worker while all of its slots are at work',
        unit: 'MiB',
        bars: memory.threads.flatMap(({ slots, busy }) =>
          busy ? [{ label: `${counted(slots)} slots, with threads`, value: busy.rssMib, ours: true }] : [],
        ),
      },
    ],
    tables: [
      {
        caption: 'Milliseconds, by the size of the table',
        columns: ['', counted(sizes.smallTable), counted(sizes.largeTable), 'ratio'],
        rows: [
          ...STEPS.map((step) => [step, small[step], large[step], large[step] / small[step]]),
          ['**submit, claim and complete**', small.job, large.job, large.job / small.job],
        ],
      },
      {
        caption: 'Jobs a second of one worker, by the backlog',
        columns: ['', `${counted(sizes.few)} wait`, `${counted(sizes.many)} wait`, 'ratio'],
        rows: [['receive, claim, complete', backlog.few, backlog.many, backlog.many / backlog.few]],
      },
      memoryTable('Memory of a worker’s process in MiB, with a thread for each job at work', memory.threads),
      memoryTable('The same without threads: what the slots themselves take', memory.slotsAlone),
    ],
  };
}

function memoryTable(caption: string, all: readonly SlotMemory[]): ReportTable {
  return {
    caption,
    columns: ['slots', 'idle', 'all at work', 'threads that came with it', 'MiB per slot'],
    rows: all.map(({ slots, idle, busy }) => [
      slots,
      idle.rssMib,
      busy?.rssMib ?? '–',
      busy ? busy.threads - idle.threads : '–',
      busy ? (busy.rssMib - idle.rssMib) / slots : '–',
    ]),
  };
}

const LEAD = `**The table**: two stand-ins for DynamoDB hold jobs that the real code has made items of; the functions and a worker’s operations do one job after another, in turns on either. The larger is to hold a million, and holds what could be made of it in a minute and a half. **The backlog**: a worker with 50 slots, whose handlers do nothing, receives from a queue with few messages and from one with many, in turns, on the larger table. **Memory**: what the system says of a worker’s process. Slots cost nothing until they have a job: then each has a thread, with an engine, a heap and the handler’s modules of its own, so that a handler which blocks or crashes harms nobody. That, and not the slots, is what bounds them: a job type declares as many as its task’s memory holds. A thousand threads were not tried.`;
