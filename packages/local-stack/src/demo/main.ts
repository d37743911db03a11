/** `npm run demo`: the whole system, shown on sample jobs. */
import { mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { Listr } from 'listr2';
import { LocalStackError } from '../errors.ts';
import { startLocalStack, type LocalStack } from '../start-local-stack.ts';
import { onStopSignals } from '../stop-signals.ts';
import { createApiClient } from './api-client.ts';
import { demoJobs, type DemoJob } from './demo-jobs.ts';
import { DEMO_HELP, newOutputFolder, readDemoOptions } from './demo-options.ts';
import { runDemoJob } from './run-demo-job.ts';

/** A bar and its title need so many. */
const LEAST_COLUMNS = 72;
const INTERRUPTED = 130;
/** Far more than it takes: so that a job that hangs ends the demo with a message. */
const TIME_LIMIT_MS = 180_000;

interface Report {
  readonly title: string;
  readonly lines: readonly string[];
}

async function runJobs(stack: LocalStack, folder: string): Promise<{ reports: Report[]; problems: string[] }> {
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  const api = createApiClient(stack.url, stack.apiKeys[0]?.key ?? '', signal);
  const jobs = await demoJobs();
  const moves = process.stdout.isTTY && process.stdout.columns >= LEAST_COLUMNS;
  const titleWidth = Math.max(...jobs.map(({ title }) => title.length));
  const reports = new Map<DemoJob, Report>();
  const problems: string[] = [];
  const runJob = (job: DemoJob) => ({
    title: job.title,
    task: async (_: unknown, task: { title: string; output: string }) => {
      // Where the terminal allows it, the bar moves in the task's own line; elsewhere each step is a line.
      const show = (progress: string) => {
        const line = `${job.title.padEnd(titleWidth)}  ${progress}`;
        if (moves) task.title = line;
        else task.output = line;
      };
      try {
        const lines = await runDemoJob(job, { api, stack, folder, signal }, show);
        reports.set(job, { title: `${job.title} → ${job.end}`, lines });
      } catch (error) {
        const problem = `${job.title}: ${signal.aborted ? 'took too long' : String(error)}`;
        problems.push(problem);
        throw new Error(problem, { cause: error });
      }
    },
  });
  const list = new Listr(jobs.map(runJob), {
    concurrent: true,
    exitOnError: false,
    registerSignalListeners: false,
    rendererOptions: { formatOutput: 'truncate' },
    fallbackRenderer: 'verbose',
    fallbackRendererCondition: !moves,
  });
  await list.run();
  return { reports: jobs.flatMap((job) => reports.get(job) ?? []), problems };
}

function print(reports: readonly Report[], problems: readonly string[], logFile: string) {
  for (const { title, lines } of reports) {
    console.log([`\n${title}`, ...lines.flatMap((line) => line.split('\n'))].join('\n  '));
  }
  if (problems.length === 0) return;
  console.error(['\nNot all went as it should:', ...problems, `The log is in ${logFile}`].join('\n  '));
}

async function runDemo(folder: string): Promise<number> {
  const startedMs = Date.now();
  const logFile = join(folder, 'stack.log');
  mkdirSync(folder, { recursive: true });
  console.log('Starting the stack …');
  const stackProblems: string[] = [];
  const starting = startLocalStack({
    logLevel: 'info',
    logs: openSync(logFile, 'w'),
    report: (message) => stackProblems.push(message),
  });
  onStopSignals(process, {
    stop: () => void starting.then((stack) => stack.stop()).finally(() => process.exit(INTERRUPTED)),
    stopAtOnce: () => process.exit(INTERRUPTED),
  });
  const stack = await starting;
  try {
    const { reports, problems } = await runJobs(stack, folder);
    const allProblems = [...problems, ...stackProblems];
    print(reports, allProblems, logFile);
    const seconds = Math.round((Date.now() - startedMs) / 1000);
    if (allProblems.length === 0) console.log(`\nAll went as it should, in ${seconds} s.`);
    return allProblems.length === 0 ? 0 : 1;
  } finally {
    await stack.stop();
  }
}

try {
  const { help, output } = readDemoOptions(process.argv.slice(2));
  if (help) console.log(DEMO_HELP);
  process.exit(help ? 0 : await runDemo(output ?? newOutputFolder()));
} catch (error) {
  console.error(error instanceof LocalStackError ? error.message : error);
  process.exit(1);
}
