import { appendFileSync, existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { defineJob, type JobContext } from '../define-job.ts';
import { PermanentJobError, RetryLaterError } from '../errors.ts';
import { hastyJobType } from './test-job-type.ts';

/** A test's input: what the handler is to do. */
export interface BehaviourInput {
  readonly behaviour: keyof typeof behaviours;
  /** A line is added to this file with each run. */
  readonly runsFile?: string;
  /** `wait` returns once this file exists. */
  readonly untilFile?: string;
  readonly failures?: number;
  readonly delaySeconds?: number;
  readonly bytes?: number;
  readonly uploadId?: string;
}

/** What is written at once; a larger file goes in parts of it. */
const PART_BYTES = 8 * 1024 * 1024;

type Context = JobContext<BehaviourInput>;

/** A result that text-analyze's schema takes, as large as wanted. */
export const resultOf = (term: string) => ({
  language: { code: 'eng', confidence: 1 },
  statistics: {
    characters: 1,
    words: 1,
    uniqueWords: 1,
    sentences: 1,
    paragraphs: 1,
    meanWordsPerSentence: 1,
    readingTimeSeconds: 1,
  },
  keywords: [{ term, count: 1 }],
});

async function* brokenOff() {
  yield Buffer.alloc(PART_BYTES);
  yield Buffer.alloc(PART_BYTES);
  yield await Promise.reject<Buffer>(new PermanentJobError('There is no more', { code: 'broken-off' }));
}

const behaviours = {
  succeed: ({ progress }: Context) => {
    progress(40, 'half way');
    progress(100);
    return resultOf('done');
  },
  'fail-at-first': ({ input, job }: Context) => {
    if (job.attempt <= (input.failures ?? 1)) throw new Error(`failure ${job.attempt}`);
    return resultOf('done');
  },
  'fail-for-good': () => {
    throw new PermanentJobError('This cannot work', { code: 'unreadable' });
  },
  'retry-later': ({ input, job }: Context) => {
    if (job.attempt > 1) return resultOf('done');
    throw new RetryLaterError('Not yet', { delaySeconds: input.delaySeconds ?? 1 });
  },
  'throw-a-string': () => {
    // oxlint-disable-next-line typescript/only-throw-error -- what a careless author may do
    throw 'a string';
  },
  exit: () => process.exit(3),
  'reject-unawaited': async () => {
    void Promise.reject(new Error('nobody awaits this'));
    await delay(60_000);
    return resultOf('unreachable');
  },
  'leave-a-rejection': (context: Context) => {
    void (async () => {
      while (!existsSync(context.input.untilFile ?? '')) await delay(20);
      appendFileSync(context.input.runsFile ?? '', 'left behind');
      throw new Error('left behind');
    })();
    return resultOf('done');
  },
  'use-up-the-heap': () => {
    const kept: string[][] = [];
    for (;;) kept.push(Array.from({ length: 10_000 }, (_, i) => `${i}`.repeat(10)));
  },
  spin: ({ progress }: Context) => {
    progress(1);
    for (;;);
  },
  wait: async ({ input, progress, signal }: Context) => {
    progress(1);
    while (!existsSync(input.untilFile ?? '')) await delay(20, undefined, { signal });
    return resultOf('done');
  },
  'return-bytes': ({ input }: Context) => resultOf('x'.repeat(input.bytes ?? 0)),
  'return-nonsense': () => ({ nonsense: true }),
  'return-a-cycle': () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    return cycle;
  },
  'copy-upload': async ({ input, payloads }: Context) => {
    const content = await payloads.readUpload(input.uploadId ?? '', { maxBytes: input.bytes ?? 1000 });
    const { key } = await payloads.writeFile('copy.txt', content, 'text/plain');
    return resultOf(key ?? '');
  },
  'break-off-a-large-file': async ({ payloads }: Context) => {
    await payloads.writeFile('large.bin', Readable.from(brokenOff()), 'application/octet-stream');
    return resultOf('unreachable');
  },
};

export default defineJob(hastyJobType, async (context) => {
  const input = context.input as BehaviourInput;
  if (input.runsFile) appendFileSync(input.runsFile, `${context.job.attempt}\n`);
  return behaviours[input.behaviour](context as Context);
});
