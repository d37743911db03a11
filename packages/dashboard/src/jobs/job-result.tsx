import { formatBytes } from '../format/format.ts';
import type { ShownJob } from './follow-job.ts';
import { filesIn, withoutUrls } from './result-files.ts';

interface JobResultProps {
  readonly job: ShownJob;
  /** Reads the job again: links work for a quarter of an hour. */
  readonly onRenew: () => void;
}

export function JobResult({ job, onRenew }: JobResultProps) {
  if (job.status !== 'SUCCEEDED' || job.owner !== undefined) return null;
  const files = filesIn(job.result);
  const hasLinks = files.length > 0 || job.resultUrl !== undefined;
  return (
    <section aria-labelledby="result" class="card">
      <h2 id="result">Result</h2>
      {hasLinks && (
        <>
          <ul class="files">
            {files.map(({ url, name, sizeBytes }) => (
              <li key={url}>
                <a href={url} target="_blank" rel="noreferrer">
                  {name}
                </a>{' '}
                <span class="note">{formatBytes(sizeBytes)}</span>
              </li>
            ))}
            {job.resultUrl !== undefined && (
              <li>
                <a href={job.resultUrl} target="_blank" rel="noreferrer">
                  The whole result
                </a>{' '}
                <span class="note">JSON</span>
              </li>
            )}
          </ul>
          <p class="note">
            Links open in a new tab and work for 15 minutes.{' '}
            <button type="button" class="link" onClick={onRenew}>
              Renew the links
            </button>
          </p>
        </>
      )}
      {job.result !== undefined && (
        <pre class="scrolled" role="region" tabIndex={0} aria-label="The result as JSON">
          {withoutUrls(job.result)}
        </pre>
      )}
    </section>
  );
}
