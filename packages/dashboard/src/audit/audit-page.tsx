import { useState } from 'preact/hooks';
import type { AuditEntry } from '@jobs/shared-contracts';
import { Page } from '../app/page.tsx';
import { Problem } from '../app/problem.tsx';
import { formatTime } from '../format/format.ts';
import { usePolled } from '../live/use-polled.ts';
import type { Session } from '../session/session.ts';

const EVERY_MS = 10_000;

/** Who did what: a page of it, and those before. */
export function AuditPage({ session }: { readonly session: Session }) {
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const cursor = cursors.at(-1);
  const { value, error } = usePolled(`audit ${cursor}`, EVERY_MS, (signal) =>
    session.operations.audit({ cursor, signal }),
  );
  const older = value?.nextCursor;
  return (
    <Page title="Audit trail">
      <Problem error={error} />
      {!value && error === undefined && <p role="status">Loading …</p>}
      {value?.entries.length === 0 && <p>There are no entries here.</p>}
      {value && value.entries.length > 0 && <AuditTable entries={value.entries} />}
      <div class="actions">
        {cursors.length > 0 && (
          <button type="button" class="quiet" onClick={() => setCursors(cursors.slice(0, -1))}>
            Newer
          </button>
        )}
        {older !== undefined && (
          <button type="button" class="quiet" onClick={() => setCursors([...cursors, older])}>
            Older
          </button>
        )}
      </div>
    </Page>
  );
}

function AuditTable({ entries }: { readonly entries: readonly AuditEntry[] }) {
  return (
    <div class="scrolled" role="region" aria-label="Entries, the newest first" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">To what</th>
            <th scope="col">Outcome</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ id, at, actor, action, target, outcome, code }) => (
            <tr key={id}>
              <td>
                <time dateTime={at}>{formatTime(at)}</time>
              </td>
              <td>{actor}</td>
              <td>{action}</td>
              <td>{target}</td>
              <td>{code === undefined ? outcome : `${outcome}: ${code}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
