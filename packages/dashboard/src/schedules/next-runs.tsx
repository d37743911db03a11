import { formatTime } from '../format/format.ts';

export function NextRuns({ times }: { readonly times: readonly string[] }) {
  if (times.length === 0) return <p>It will not run again.</p>;
  return (
    <ol class="note" aria-label="Next runs">
      {times.map((time) => (
        <li key={time}>
          <time dateTime={time}>{formatTime(time)}</time>
        </li>
      ))}
    </ol>
  );
}
