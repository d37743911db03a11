import type { MinuteOfJobs } from '@jobs/shared-contracts';
import { counted, formatDuration, formatMinute } from '../format/format.ts';
import { chartMinutes, endedIn, roundUp, type ChartMinute } from './recent-figures.ts';

const MINUTES = 60;
/** In the units of the drawing, which is stretched to its place. */
const [WIDTH, HEIGHT, GAP] = [300, 60, 1];
const STEP = WIDTH / MINUTES;

interface MinutesChartProps {
  readonly title: string;
  readonly minutes: readonly MinuteOfJobs[];
  /** RFC 3339: the chart's right end. */
  readonly at: string;
}

/** The last hour as bars, minute by minute, and as a table for those who can't see them, or want the numbers. */
export function MinutesChart({ title, minutes, at }: MinutesChartProps) {
  const shown = chartMinutes(minutes, at, MINUTES);
  const scale = roundUp(Math.max(...shown.map(endedIn)));
  const total = (key: 'succeeded' | 'failed' | 'cancelled') => shown.reduce((sum, minute) => sum + minute[key], 0);
  const label = `${title}, the last hour: ${total('succeeded')} succeeded, ${total('failed')} failed, ${total('cancelled')} cancelled`;
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <line class="axis" x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
        {shown.map((minute) => (
          <Bar key={minute.startedAt} minute={minute} scale={scale} />
        ))}
      </svg>
      <figcaption>
        <span aria-hidden="true">{formatMinute(shown[0]?.startedAt ?? at)}</span>
        <span>{`at most ${counted(Math.max(...shown.map(endedIn)), 'job')} a minute`}</span>
        <span aria-hidden="true">{formatMinute(at)}</span>
      </figcaption>
      <MinutesTable title={title} minutes={minutes} />
    </figure>
  );
}

/** What failed lies at the bottom, where it is seen however little it is. */
const PARTS = ['failed', 'cancelled', 'succeeded'] as const;

function Bar({ minute, scale }: { readonly minute: ChartMinute; readonly scale: number }) {
  let bottom = HEIGHT;
  return (
    <g>
      {PARTS.map((part) => {
        const height = (minute[part] / scale) * HEIGHT;
        if (height === 0) return null;
        bottom -= height;
        return <rect key={part} class={part} x={minute.index * STEP} y={bottom} width={STEP - GAP} height={height} />;
      })}
    </g>
  );
}

function MinutesTable({ title, minutes }: Pick<MinutesChartProps, 'title' | 'minutes'>) {
  return (
    <details>
      <summary>
        As a table<span class="hidden">: {title}</span>
      </summary>
      {minutes.length === 0 ? (
        <p class="note">Nothing has happened in the last hour.</p>
      ) : (
        <div class="scrolled" role="region" aria-label={`Minutes of ${title}`} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Minute</th>
                <th scope="col">Succeeded</th>
                <th scope="col">Failed</th>
                <th scope="col">Cancelled</th>
                <th scope="col">Wait p95</th>
              </tr>
            </thead>
            <tbody>
              {minutes.toReversed().map(({ startedAt, succeeded, failed, cancelled, waitP95Ms }) => (
                <tr key={startedAt}>
                  <th scope="row">{formatMinute(startedAt)}</th>
                  <td>{succeeded}</td>
                  <td>{failed}</td>
                  <td>{cancelled}</td>
                  <td>{waitP95Ms === undefined ? '–' : formatDuration(waitP95Ms)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
