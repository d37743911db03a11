import type { JobRecord } from '@jobs/job-store';
import type { JobResult, textAnalyze } from '@jobs/shared-contracts';
import type { AttemptRunner } from '@jobs/worker/run-job';

/** What the jobs of a benchmark answer. */
export const RESULT: JobResult<typeof textAnalyze> = {
  language: { code: 'und', confidence: 0 },
  statistics: {
    characters: 0,
    words: 0,
    uniqueWords: 0,
    sentences: 0,
    paragraphs: 0,
    meanWordsPerSentence: 0,
    readingTimeSeconds: 0,
  },
  keywords: [],
};

/** Runs jobs in this thread, as the hand-written workers beside it do. */
export const runnerOf = (work: (job: JobRecord) => Promise<void>): AttemptRunner => ({
  start: (job) => ({
    ended: work(job).then(() => ({ kind: 'returned', result: { inline: RESULT } })),
    abort: () => {},
    terminate: () => {},
  }),
  close: () => Promise.resolve(),
});
