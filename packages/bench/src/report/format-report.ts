import { isMet, type Bound, type ReportTable, type SectionReport, type Target } from './section-report.ts';

const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;

/** As Markdown. Numbers are to the right. */
function formatTable({ caption, columns, rows }: ReportTable): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? formatNumber(cell) : cell)));
  const isNumeric = columns.map((_, column) => column > 0 && rows.every((row) => /^[\d–-]|^$/.test(`${row[column]}`)));
  return [
    ...(caption === undefined ? [] : [`**${caption}**`, '']),
    line(columns),
    line(isNumeric.map((numeric) => (numeric ? '--:' : '---'))),
    ...cells.map(line),
  ].join('\n');
}

/** Three significant digits of what is small, whole numbers of what is large. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 0.1 ? 2 : 4;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

const boundText = ({ atLeast, atMost }: Bound) =>
  [atLeast === undefined ? '' : `≥ ${formatNumber(atLeast)}`, atMost === undefined ? '' : `≤ ${formatNumber(atMost)}`]
    .filter(Boolean)
    .join(' and ');

export const formatTargets = (targets: readonly Target[]) =>
  formatTable({
    columns: ['wanted', '', 'measured', 'reached'],
    rows: targets.map((target) => [
      target.figure,
      boundText(target.wanted),
      formatNumber(target.measured),
      isMet(target) ? 'yes' : `**no**${target.why === undefined ? '' : `: ${target.why}`}`,
    ]),
  });

/** A section's part of the document; `pictures` is the folder of its charts, seen from the document. */
export function formatSection(title: string, report: SectionReport, pictures?: string): string {
  return [
    `## ${title}`,
    report.lead,
    ...(report.targets.length > 0 ? [formatTargets(report.targets)] : []),
    ...(pictures === undefined ? [] : report.charts.map((chart) => `![${chart.title}](${pictures}/${chart.name}.svg)`)),
    ...report.tables.map(formatTable),
  ].join('\n\n');
}
