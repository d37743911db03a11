import { Problem } from '../app/problem.tsx';
import { usePolled } from '../live/use-polled.ts';
import type { Session } from '../session/session.ts';

interface ManifestLinkProps {
  readonly session: Session;
  readonly batchId: string;
}

/** So often the link is made anew: it works for a quarter of an hour. */
const EVERY_MS = 10 * 60_000;

/** To the document that says of every job what came of it. */
export function ManifestLink({ session, batchId }: ManifestLinkProps) {
  const { value: url, error } = usePolled(`manifest ${batchId}`, EVERY_MS, (signal) =>
    session.client.batches.manifestUrl(batchId, { signal }),
  );
  return (
    <>
      <Problem error={error} />
      {url !== undefined && (
        <a href={url} target="_blank" rel="noreferrer">
          Manifest: what came of each job, as JSON
        </a>
      )}
    </>
  );
}
