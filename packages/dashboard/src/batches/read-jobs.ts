import type { FieldError } from '@jobs/client';

export const JOBS_POINTER = '#/jobs';

interface ReadJobs {
  readonly jobs: readonly unknown[];
  readonly faults: readonly FieldError[];
}

/** Submissions as they were written: a JSON list, or one in each line. The API judges each of them. */
export function readJobs(text: string): ReadJobs {
  if (text.trim() === '') return fault('is required');
  try {
    const whole = JSON.parse(text) as unknown;
    return Array.isArray(whole) ? { jobs: whole, faults: [] } : { jobs: [whole], faults: [] };
  } catch (error) {
    if (text.trimStart().startsWith('[')) return fault(`must be JSON: ${(error as Error).message}`);
    return readLines(text);
  }
}

function readLines(text: string): ReadJobs {
  const jobs: unknown[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      jobs.push(JSON.parse(line));
    } catch (error) {
      return fault(
        `must be a JSON list, or JSON in each line, and line ${index + 1} is not: ${(error as Error).message}`,
      );
    }
  }
  return { jobs, faults: [] };
}

const fault = (detail: string): ReadJobs => ({ jobs: [], faults: [{ pointer: JOBS_POINTER, detail }] });

/** Which job of the request an error is about, and where in it: `#/jobs/3/input/sql` → `#3 input/sql`. */
export const placeInJobs = (pointer: string): string =>
  pointer
    .slice(JOBS_POINTER.length)
    .replace(/^\/(\d+)\/?/, '#$1 ')
    .trim();
