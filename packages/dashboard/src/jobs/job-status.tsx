import type { JobStatus } from '@jobs/shared-contracts';
import { inWords } from '../format/format.ts';

/** By its word; the colour only helps. */
export function JobStatusBadge({ status, isStopping = false }: { readonly status: JobStatus; isStopping?: boolean }) {
  return <span class={`badge ${status.toLowerCase()}`}>{isStopping ? 'Stopping' : inWords(status)}</span>;
}
