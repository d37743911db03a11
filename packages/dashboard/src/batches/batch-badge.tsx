import type { BatchView } from '@jobs/shared-contracts';
import { batchStatus } from './batch-state.ts';

/** By its word; the colour only helps. */
export function BatchBadge({ batch }: { readonly batch: BatchView }) {
  const colour = batch.status === 'COMPLETED' ? (batch.counts.failed > 0 ? 'failed' : 'succeeded') : 'running';
  return <span class={`badge ${colour}`}>{batchStatus(batch)}</span>;
}
