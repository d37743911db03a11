export type Row = readonly [string, string];

/** As Markdown, which is a table to people too. */
export function formatTable(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  const line = (name: string, value: string) => `| ${name.padEnd(width)} | ${value} |`;
  return [line('', ''), `| ${'-'.repeat(width)} | --- |`, ...rows.map(([name, value]) => line(name, value))].join('\n');
}
