import type { AttemptView, JobSummary, JobView } from '@jobs/client';
import type { Printer } from './printer.ts';
import { printableLine } from './printable.ts';

const STYLES = { SUCCEEDED: 'green', FAILED: 'red', CANCELLED: 'yellow', RUNNING: 'cyan' } as const;

export const styledStatus = (out: Printer, status: JobSummary['status'], width = 0): string => {
  const text = status.padEnd(width);
  return status in STYLES ? out.style(STYLES[status as keyof typeof STYLES], text) : text;
};

/** `job_… failed in attempt 2: code: message` */
export function failureOf({ id, error }: JobSummary): string {
  return error ? `${id} failed in attempt ${error.attempt}: ${error.code}: ${error.message}` : `${id} failed`;
}

/** A job for people, a line for each of its facts. */
export function printJob(out: Printer, job: JobView & { readonly owner?: string }): void {
  const { progress, error, tags } = job;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['id', job.id],
    ['type', job.type],
    ['owner', job.owner],
    ['priority', job.priority],
    ['attempts', `${job.attempt} of ${job.maxAttempts}`],
    ['progress', progress && `${progress.percent} % ${progress.message ?? ''}`],
    ['error', error && `${error.code}: ${error.message} (attempt ${error.attempt})`],
    [
      'tags',
      Object.entries(tags)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ') || undefined,
    ],
    ['created', job.createdAt],
    ['runs at', job.status === 'SCHEDULED' ? job.runAt : undefined],
    ['batch', job.batchId && `${job.batchId} #${job.batchIndex}`],
    ['waits for', job.waitsFor?.join(' ')],
    ['waits for', job.heldBy && 'a slot: as many of its kind are at work as its limits allow'],
    ['started', job.startedAt],
    ['finished', job.finishedAt],
    ['to cancel', job.cancelRequestedAt],
  ];
  out.styled(`${'status'.padEnd(10)} ${styledStatus(out, job.status)}`);
  for (const [name, value] of facts) {
    if (value !== undefined) out.line(`${name.padEnd(10)} ${printableLine(value).trim()}`);
  }
  for (const attempt of job.attempts ?? []) {
    out.line(`${'attempt'.padEnd(10)} ${printableLine(describeAttempt(attempt))}`);
  }
  printContent(out, 'input', job.input, job.inputUrl);
  printContent(out, 'result', job.result, job.resultUrl);
}

/** `1 failed after 1.5 s: boom: Boom` */
function describeAttempt({ attempt, startedAt, endedAt, outcome, error }: AttemptView): string {
  const time =
    endedAt === undefined
      ? `since ${startedAt}`
      : `after ${((Date.parse(endedAt) - Date.parse(startedAt)) / 1000).toFixed(1)} s`;
  return `${attempt} ${outcome ?? 'running'} ${time}${error ? `: ${error.code}: ${error.message}` : ''}`;
}

function printContent(out: Printer, name: string, value: unknown, url: string | undefined): void {
  if (url !== undefined) out.line(`${name.padEnd(10)} large, at ${url}`);
  else if (value !== undefined) out.line(`${name.padEnd(10)} ${JSON.stringify(value, undefined, 2)}`);
}
