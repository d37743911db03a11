import { Page } from '../app/page.tsx';
import { Problem } from '../app/problem.tsx';
import { hrefOf } from '../app/routes.ts';
import { formatTime } from '../format/format.ts';
import { useListed } from '../live/use-listed.ts';
import type { Session } from '../session/session.ts';
import { BatchBadge } from './batch-badge.tsx';
import { countsInWords } from './batch-state.ts';

/** One's own batches. */
export function BatchListPage({ session }: { readonly session: Session }) {
  const { items, error, hasMore, loadMore } = useListed('batches', async (cursor, signal) => {
    const { batches, nextCursor } = await session.client.batches.list({ cursor, signal });
    return { items: batches, nextCursor };
  });
  return (
    <Page title="Batches" actions={<a href={hrefOf({ page: 'new-batch' })}>Make a batch</a>}>
      <Problem error={error} />
      {!items && error === undefined && <p role="status">Loading …</p>}
      {items?.length === 0 && <p>There are no batches: many jobs that are submitted at once, and counted together.</p>}
      {items && items.length > 0 && (
        <ul class="rows batches" aria-label="Batches, the newest first">
          {items.map((batch) => (
            <li key={batch.id}>
              <a class={batch.name === undefined ? 'job-id' : ''} href={hrefOf({ page: 'batch', batchId: batch.id })}>
                {batch.name ?? batch.id}
              </a>
              <BatchBadge batch={batch} />
              <span>{countsInWords(batch)}</span>
              <time dateTime={batch.createdAt}>{formatTime(batch.createdAt)}</time>
            </li>
          ))}
        </ul>
      )}
      {hasMore && (
        <button type="button" class="quiet" onClick={() => void loadMore()}>
          Show more
        </button>
      )}
    </Page>
  );
}
