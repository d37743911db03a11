import { formatNumber } from './format-report.ts';
import type { BarChart } from './section-report.ts';

const WIDTH = 720;
const LABEL_WIDTH = 230;
const VALUE_WIDTH = 80;
const BAR_HEIGHT = 22;
const GAP = 10;
const TOP = 44;

const escape = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.codePointAt(0)};`);

/** As SVG, legible on light and dark pages. */
export function drawBarChart({ title, unit, bars }: BarChart): string {
  const longest = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
  const room = WIDTH - LABEL_WIDTH - VALUE_WIDTH;
  const height = TOP + bars.length * (BAR_HEIGHT + GAP);
  const drawn = bars.map(({ label, value, ours }, index) => {
    const y = TOP + index * (BAR_HEIGHT + GAP);
    const width = Math.max(1, (value / longest) * room);
    const baseline = y + BAR_HEIGHT - 6;
    return `  <text x="${LABEL_WIDTH - 10}" y="${baseline}" text-anchor="end">${escape(label)}</text>
  <rect class="${ours ? 'ours' : 'other'}" x="${LABEL_WIDTH}" y="${y}" width="${width.toFixed(1)}" height="${BAR_HEIGHT}" rx="3"/>
  <text x="${(LABEL_WIDTH + width + 8).toFixed(1)}" y="${baseline}">${formatNumber(value)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escape(title)}">
  <style>
    text { font: 14px system-ui, sans-serif; fill: #1f2328; }
    .title { font-weight: 600; }
    .ours { fill: #0969da; }
    .other { fill: #8c959f; }
    @media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .ours { fill: #4493f8; } .other { fill: #6e7681; } }
  </style>
  <text class="title" x="10" y="22">${escape(title)} (${escape(unit)})</text>
${drawn.join('\n')}
</svg>
`;
}
