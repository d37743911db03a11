import type { BatchView } from '@jobs/shared-contracts';
import { counted } from '../format/format.ts';

type Batch = Pick<BatchView, 'status' | 'counts' | 'cancelRequestedAt'>;

/** How many of its jobs have ended, of those that there are. */
export function endedOf({ counts }: Batch): { readonly ended: number; readonly of: number } {
  const { succeeded, failed, cancelled, pending } = counts;
  const ended = succeeded + failed + cancelled;
  return { ended, of: ended + pending };
}

/** In a word. A batch that has completed stays so, though its failed jobs may be retried. */
export function batchStatus({ status, cancelRequestedAt }: Batch): string {
  if (status === 'COMPLETED') return 'Completed';
  if (cancelRequestedAt !== undefined) return 'Stopping';
  return status === 'RUNNING' ? 'Running' : 'Submitting';
}

/** What is worth telling of its jobs: `3 succeeded, 1 failed`. */
export const countsInWords = ({ counts }: Batch): string =>
  (['pending', 'succeeded', 'failed', 'cancelled', 'refused'] as const)
    .flatMap((name) => (counts[name] > 0 ? [`${counts[name].toLocaleString()} ${name}`] : []))
    .join(', ');

/** A screen reader hears of every quarter: each job would talk over everything else. */
const STEPS = 4;

/** What a screen reader is told of the batch. It stays the same until there is something worth telling. */
export function batchAnnouncement(batch: Batch): string {
  if (batch.status === 'COMPLETED') return `The batch has completed: ${countsInWords(batch)}`;
  if (batch.cancelRequestedAt !== undefined) return 'The batch is being stopped';
  const { ended, of } = endedOf(batch);
  const percent = (Math.floor((ended / Math.max(1, of)) * STEPS) * 100) / STEPS;
  return percent === 0 ? `The batch runs: ${counted(of, 'job')}` : `The batch runs, ${percent} percent have ended`;
}
