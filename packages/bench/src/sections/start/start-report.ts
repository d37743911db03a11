import type { ReportTable, SectionReport, Target } from '../../report/section-report.ts';
import { median } from '../../report/median.ts';
import type { FunctionFigures, StartFigures } from './start-figures.ts';
import type { WorkerStart } from './measure-worker.ts';

export interface StartResults {
  readonly empty: StartFigures;
  readonly functions: readonly FunctionFigures[];
  readonly worker: WorkerStart;
  readonly starts: number;
}

const MOST_OF_EMPTY = 2.1;
const MOST_OF_USUAL = 0.55;

/** The largest of what `ratioOf` gives, with the function that it is of. */
function largest(functions: readonly FunctionFigures[], ratioOf: (figures: FunctionFigures) => number) {
  const ratios = functions.map((figures) => ({ name: figures.name, ratio: ratioOf(figures) }));
  return ratios.reduce((most, each) => (each.ratio > most.ratio ? each : most), { name: 'none', ratio: -Infinity });
}

/** A target that every function is to reach; where some do not, they are counted. */
function targetOfAll(
  figure: string,
  functions: readonly FunctionFigures[],
  atMost: number,
  ratioOf: (figures: FunctionFigures) => number,
): Target {
  const { name, ratio } = largest(functions, ratioOf);
  const over = functions.filter((figures) => ratioOf(figures) > atMost).length;
  return {
    figure: `${figure}, the largest of ${functions.length} functions (${name})`,
    wanted: { atMost },
    measured: ratio,
    ...(over > 0 && {
      why: `${over} of ${functions.length} are above; the median is ${median(functions.map(ratioOf)).toFixed(2)}`,
    }),
  };
}

const toUsual = ({ ours, usual }: FunctionFigures) => ours.initMs / usual.initMs;
const cpuToUsual = ({ ours, usual }: FunctionFigures) => ours.cpuMs / usual.cpuMs;

export function startReport({ empty, functions, worker, starts }: StartResults): SectionReport {
  const toEmpty = ({ ours }: FunctionFigures) => ours.initMs / empty.initMs;
  const cpuToEmpty = ({ ours }: FunctionFigures) => ours.cpuMs / empty.cpuMs;
  const byName = new Map(functions.map((figures) => [figures.name, figures]));
  const charted = ['submit-job', 'get-job', 'authorize'].flatMap((name) => byName.get(name) ?? []);
  return {
    lead: LEAD(starts),
    targets: [
      targetOfAll('init to the empty handler’s', functions, MOST_OF_EMPTY, toEmpty),
      targetOfAll('init to the usual bundle’s', functions, MOST_OF_USUAL, toUsual),
    ],
    charts: [
      {
        name: 'start',
        title: 'Start of a function until it asks for its first event',
        unit: 'ms',
        bars: [
          { label: 'an empty handler', value: empty.initMs, ours: false },
          ...charted.flatMap(({ name, ours, usual }) => [
            { label: name, value: ours.initMs, ours: true },
            { label: `${name}, bundled as usual`, value: usual.initMs, ours: false },
          ]),
        ],
      },
    ],
    tables: [
      {
        caption: 'Every function: zip, start in milliseconds, and how often that of others',
        columns: [
          'function',
          'zip KiB',
          'init ms',
          'CPU ms',
          '× empty',
          '× empty, CPU',
          'usual zip KiB',
          'usual ms',
          '× usual',
          '× usual, CPU',
        ],
        rows: [
          ['(empty handler)', '', empty.initMs, empty.cpuMs, 1, 1, '', '', '', ''],
          ...functions.map((figures) => [
            figures.name,
            figures.zipKib,
            figures.ours.initMs,
            figures.ours.cpuMs,
            toEmpty(figures),
            cpuToEmpty(figures),
            figures.usualZipKib,
            figures.usual.initMs,
            toUsual(figures),
            cpuToUsual(figures),
          ]),
        ],
      },
      answerTable(functions),
      workerTable(worker),
    ],
  };
}

const LEAD = (starts: number) =>
  `Every zip under AWS’s runtime interface client, from the start of the process to its first request for an event: medians of ${starts} starts, each round starting all of them one after the other. The _empty handler_ is \`export const handler = async () => ({})\`. The _usual bundle_ is of the same sources by esbuild as it is mostly used: minified, the main fields and the credential chain as they are by default, schemas compiled by ajv at the start; it holds no clients that the function does not call. CPU is user and system time of all threads, which a busy machine changes less. A V8 code cache is not used: it holds for one patch version of Node, and Lambda changes that.`;

/** What is put off to the first request would show here. */
function answerTable(functions: readonly FunctionFigures[]): ReportTable {
  const measured = functions.filter(({ ours }) => !Number.isNaN(ours.answeredMs));
  return {
    caption: 'From the start of the process to the first answer, with the calls that it makes',
    columns: ['function', 'ours ms', 'usual ms', '× usual'],
    rows: measured.map(({ name, ours, usual }) => [
      name,
      ours.answeredMs,
      usual.answeredMs,
      ours.answeredMs / usual.answeredMs,
    ]),
  };
}

const workerTable = ({ emptyMs, bundledMs, cachedMs, megabytes }: WorkerStart): ReportTable => ({
  caption: `The worker’s process, from its start to “Ready for jobs”; its modules are ${megabytes.toFixed(1)} MB`,
  columns: ['process', 'ms', '× node'],
  rows: [
    ['node alone', emptyMs, 1],
    ['the worker', bundledMs, bundledMs / emptyMs],
    ['the worker with a filled compile cache', cachedMs, cachedMs / emptyMs],
  ],
});
