import { PRICES } from '@jobs/prices';
import type { ReportTable, SectionReport } from '../../report/section-report.ts';
import { PRICED_SERVICES, totalOf, type Cost, type Used } from './cost.ts';
import type { Measured } from './scenarios.ts';
import { sumUsage, type CountedUsage } from './usage.ts';

interface Costed {
  readonly name: string;
  readonly used: Used;
  readonly cost: Cost;
}

/** Of ours, which was run. */
export interface CostedScenario extends Costed {
  readonly measured: Measured;
}

interface Findings {
  /** The first is that of short jobs at load. */
  readonly ours: readonly [CostedScenario, ...CostedScenario[]];
  readonly references: readonly Costed[];
  /** Dollars for a million reads of a job. */
  readonly statusReads: number;
}

const MAX_WORKER_CALLS = 2.6;
const MAX_CONTROL_PLANE_DOLLARS = 6.5;

const isWorkers = ({ principal }: CountedUsage) => principal.startsWith('worker');
const sumOf = ({ used }: Costed, when: (one: CountedUsage) => boolean = () => true) =>
  sumUsage(used.usage.filter(when));
const workerCallsOf = (one: Costed) => sumOf(one, isWorkers).calls / one.used.jobs;

export function reportOf({ ours, references, statusReads }: Findings): SectionReport {
  const [short] = ours;
  const columns = [...ours.map(({ name }) => name), ...references.map(({ name }) => `usual, ${name}`)];
  const all: readonly Costed[] = [...ours, ...references];
  return {
    lead: LEAD,
    targets: [
      {
        figure: 'AWS calls of the worker per short job at load',
        wanted: { atMost: MAX_WORKER_CALLS },
        measured: workerCallsOf(short),
      },
      {
        figure: 'dollars per million short jobs for API, Lambda, SQS, DynamoDB and SNS',
        wanted: { atMost: MAX_CONTROL_PLANE_DOLLARS },
        measured: totalOf(short.cost) - short.cost.S3,
      },
    ],
    charts: [
      {
        name: 'cost-per-million-jobs',
        title: 'A million jobs, without compute',
        unit: '$',
        bars: all.map((one, index) => ({
          label: columns[index] ?? one.name,
          value: totalOf(one.cost),
          ours: index < ours.length,
        })),
      },
    ],
    tables: [
      {
        caption: 'Dollars per million jobs',
        columns: ['', ...columns],
        rows: [
          ...PRICED_SERVICES.map((service) => rowOf(service, all, ({ cost }) => orNone(cost[service]))),
          ['**all**', ...all.map(({ cost }) => totalOf(cost))],
        ],
      },
      callsTable(all, columns),
      unitsTable(all, columns),
      apartTable(ours, statusReads),
      {
        caption: 'Batches of short jobs: how many entries a call has',
        columns: ['operation', ...ours.map(({ name, measured }) => `${name} (${measured.slots} slots)`)],
        rows: BATCHES.map((operation) =>
          rowOf(operation, ours, (one) => {
            const { entries, calls } = sumOf(one, (usage) => isWorkers(usage) && usage.operation === operation);
            return calls === 0 ? '–' : entries / calls;
          }),
        ),
      },
    ],
  };
}

const BATCHES = ['ReceiveMessage', 'PublishBatch', 'DeleteMessageBatch', 'ChangeMessageVisibilityBatch'];

const callOf = (one: CountedUsage) =>
  `${isWorkers(one) ? 'worker' : one.principal.replace('function-', '')}: ${one.operation}`;

function callsTable(all: readonly Costed[], columns: readonly string[]): ReportTable {
  const calls = new Set(all.flatMap(({ used }) => used.usage.map(callOf)));
  return {
    caption: 'AWS calls per job',
    columns: ['who and what', ...columns],
    rows: [
      ...[...calls]
        .toSorted()
        .map((call) =>
          rowOf(call, all, (one) => orNone(sumOf(one, (usage) => callOf(usage) === call).calls / one.used.jobs)),
        ),
      ['**worker, all**', ...all.map(workerCallsOf)],
      ['**all**', ...all.map((one) => sumOf(one).calls / one.used.jobs)],
    ],
  };
}

/** A column for each. */
const rowOf = <One extends Costed>(
  label: string,
  all: readonly One[],
  cellOf: (one: One) => string | number,
): readonly (string | number)[] => [label, ...all.map((one) => cellOf(one))];

const orNone = (value: number) => (value === 0 ? '–' : value);

function unitsTable(all: readonly Costed[], columns: readonly string[]): ReportTable {
  const perJob = (name: 'tableWriteUnits' | 'indexWriteUnits' | 'readUnits') =>
    all.map((one) => orNone(sumOf(one)[name] / one.used.jobs));
  return {
    caption: 'DynamoDB units per job',
    columns: ['', ...columns],
    rows: [
      ['write, table', ...perJob('tableWriteUnits')],
      ['write, indexes', ...perJob('indexWriteUnits')],
      ['read', ...perJob('readUnits')],
    ],
  };
}

function apartTable(ours: readonly CostedScenario[], statusReads: number): ReportTable {
  const logDollars = ({ measured }: CostedScenario) => {
    const bytes = measured.workerLogBytes + measured.invocations.reduce((total, { logBytes }) => total + logBytes, 0);
    return ((bytes / measured.jobs) * 1e6 * PRICES.cloudWatch.usdPerGbLogged) / 1e9;
  };
  return {
    caption: 'Apart from these, in dollars per million',
    columns: ['', ...ours.map(({ name }) => name)],
    rows: [
      ['jobs, for what is logged of them', ...ours.map(logDollars)],
      ['reads of a status', ...ours.map(() => statusReads)],
    ],
  };
}

const LEAD = `The real functions and the real worker do real jobs on the stand-ins, and a proxy counts every call, by who makes it. DynamoDB's units are worked out by its documented rules from each item as it was before and after each write; SQS and SNS by what is billed as a request; Lambda by the median time that the function took here, at the memory that Terraform gives it, where AWS's own answers take some milliseconds more: ten of them cost $0.07. Prices are those of \`packages/prices/prices.json\` (${PRICES.region}, ${PRICES.asOf}). Compute of the workers, logs and status reads are not in it.

**short**: a backlog of jobs that do nothing, on one worker with many slots; **in threads**: the handler of \`text-analyze\` on a worker's own process with its declared slots; **100 KB**: inputs of that size, in the bucket, on the same; **10 minutes**: by a clock that is sixty times as fast, with a heartbeat every 20 s; **watched**: each job by one client over a WebSocket, which is open a minute for it. **usual**: the design of many a diagram, with our items less what only we keep: a function puts the item and sends a message; a worker receives one message, writes RUNNING, writes DONE, publishes that and deletes the message, each alone; an index by status holds all attributes. It has no leases, no heartbeats, one event instead of three, and no way to find a job whose message was lost.`;
