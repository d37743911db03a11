import type { Sample, SimulationResult } from '../simulate/simulate.ts';
import { drawLines, escapeText, type Line, type Panel } from './draw-lines.ts';
import { sortedWaits } from './summarize.ts';

const WIDTH = 860;
const PANEL_HEIGHT = 210;
const TOP = 60;
const LEGEND_COLUMNS = 4;
const LEGEND_LINE = 18;
/** Told apart by color, and by dashes where colors are not. */
const LIGHT = ['#0969da', '#bc4c00', '#1a7f37', '#8250df', '#9a6700', '#57606a'];
const DARK = ['#4493f8', '#f0883e', '#3fb950', '#ab7df8', '#d29922', '#9198a1'];
const DASHES = ['none', '7 3', '2 3', '9 3 2 3', '4 4', '1 2'];
/** A wait below is drawn as this: the axis has no zero. */
const LEAST_WAIT_SECONDS = 0.03;
const POINTS = 200;

function overTime(results: readonly SimulationResult[], value: (sample: Sample) => number): Line[] {
  return results.map(({ samples }) => samples.map((sample) => [sample.timeMs / 60_000, value(sample)] as const));
}

const colorRules = (scheme: readonly string[]) => scheme.map((color, i) => `.s${i} { stroke: ${color}; }`).join(' ');

/** Which share of the jobs waited at most so long. */
function waitLine(rounds: readonly SimulationResult[]): Line {
  const waits = sortedWaits(rounds);
  return Array.from({ length: POINTS + 1 }, (_, i) => {
    const place = Math.min(waits.length - 1, Math.floor((waits.length * i) / POINTS));
    return [Math.max(LEAST_WAIT_SECONDS, waits[place] ?? LEAST_WAIT_SECONDS), (100 * i) / POINTS] as const;
  });
}

/** Settings side by side as SVG, legible on light and dark pages. Of several rounds, the first is drawn over time. */
export function drawComparison(title: string, settings: readonly (readonly SimulationResult[])[]): string {
  const first = settings.flatMap((rounds) => rounds.slice(0, 1));
  const panels: Panel[] = [
    {
      title: 'Workers that take jobs',
      x: 'minutes',
      y: 'tasks, or invocations at once',
      lines: overTime(first, ({ ready }) => ready),
    },
    { title: 'Jobs that wait', x: 'minutes', y: 'jobs', lines: overTime(first, ({ waiting }) => waiting) },
    {
      title: 'Waits',
      x: 'wait in seconds, at most',
      y: '% of jobs',
      xIsLogarithmic: true,
      lines: settings.map(waitLine),
    },
  ];
  const top = TOP + Math.ceil(first.length / LEGEND_COLUMNS) * LEGEND_LINE;
  const height = top + panels.length * PANEL_HEIGHT;
  const legend = first.map(({ setting }, i) => {
    const x = 12 + (i % LEGEND_COLUMNS) * 208;
    const y = 46 + Math.floor(i / LEGEND_COLUMNS) * LEGEND_LINE;
    return `  <path class="line s${i % LIGHT.length}" d="M${x} ${y - 4}h24"/><text x="${x + 30}" y="${y}">${escapeText(setting.name)}</text>`;
  });
  const dashes = DASHES.map((dash, i) => `.s${i} { stroke-dasharray: ${dash}; }`).join(' ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeText(title)}">
  <style>
    text { font: 12px system-ui, sans-serif; fill: #1f2328; }
    .title { font-weight: 600; font-size: 14px; }
    .axis { stroke: #59636e; } .grid { stroke: #d1d9e0; } .line { fill: none; stroke-width: 1.8; }
    ${colorRules(LIGHT)}
    ${dashes}
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; } .axis { stroke: #9198a1; } .grid { stroke: #3d444d; }
      ${colorRules(DARK)}
    }
  </style>
  <text class="title" x="12" y="22">${escapeText(title)}</text>
${legend.join('\n')}
${panels.map((panel, i) => drawLines(panel, { x: 62, y: top + i * PANEL_HEIGHT, width: WIDTH - 84, height: PANEL_HEIGHT - 66 })).join('\n')}
</svg>
`;
}
