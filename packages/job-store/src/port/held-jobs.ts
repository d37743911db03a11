import type { JobRecord } from './job-record.ts';

/** What a job is told apart by in its line: by owner and lane, of the limit that it waits for. */
type Limited = Pick<JobRecord, 'owner' | 'lane'> & { readonly limitKey: string };

/** The line that a job of a limited type waits in. No limit’s key and no lane has a `#`. */
export const heldLineOf = ({ limitKey, lane, owner }: Limited): string => `${limitKey}#${lane}#${owner}`;

/** The jobs that are SCHEDULED for nothing but a slot of their limit. */
export interface HeldJobs {
  /** The first jobs of a line, the oldest first. Eventually consistent. */
  listHeld(line: string, limit: number): Promise<readonly string[]>;
}
