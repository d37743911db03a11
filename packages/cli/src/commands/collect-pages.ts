import { LIMITS } from '@jobs/shared-contracts';
import type { OptionSpecs } from '../command-line/command.ts';
import { UsageError } from '../errors.ts';
import { wholeNumber } from '../input/whole-number.ts';

export const PAGING_OPTIONS = {
  limit: { type: 'string', short: 'n', value: 'number', help: 'how many at most; 20 unless said' },
  all: { type: 'boolean', help: 'to the end of the list' },
  cursor: { type: 'string', value: 'text', help: 'go on after the `nextCursor` of an earlier list' },
} as const satisfies OptionSpecs;

interface Paging {
  readonly limit?: string;
  readonly all?: boolean;
  readonly cursor?: string;
}

interface Page<Job> {
  readonly jobs: readonly Job[];
  readonly nextCursor?: string | undefined;
}

const DEFAULT_JOBS = 20;
const MAX_JOBS = 100_000;

/** Reads pages until there are as many jobs as are asked for: those of a filter may be short, or empty. */
export async function collectPages<Job>(
  { limit, all = false, cursor }: Paging,
  readPage: (page: { readonly limit: number; readonly cursor: string | undefined }) => Promise<Page<Job>>,
): Promise<{ readonly jobs: Job[]; readonly nextCursor?: string }> {
  if (all && limit !== undefined) throw new UsageError('--all and --limit exclude each other.');
  const wanted = all ? Infinity : (wholeNumber('--limit', limit, MAX_JOBS) ?? DEFAULT_JOBS);
  const jobs: Job[] = [];
  let next = cursor;
  do {
    const page = await readPage({ limit: Math.min(LIMITS.listedJobs, wanted - jobs.length), cursor: next });
    jobs.push(...page.jobs);
    next = page.nextCursor;
  } while (next !== undefined && jobs.length < wanted);
  return { jobs, ...(next !== undefined && { nextCursor: next }) };
}
