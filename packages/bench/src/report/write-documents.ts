import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Section } from '../section.ts';
import { drawBarChart } from './bar-chart.ts';
import { formatSection } from './format-report.ts';
import type { SectionReport } from './section-report.ts';

const FOLDER = 'performance';

/** A report, with what it was measured on. */
export interface MeasuredReport extends SectionReport {
  readonly command: string;
  /** Such as `2026-11-28`. */
  readonly measuredOn: string;
  readonly machine: string;
}

const dataFile = (docs: string, { name }: Pick<Section, 'name'>) => join(docs, FOLDER, `${name}.json`);

/** Keeps what a section found out, with its pictures. */
export function keepReport(docs: string, section: Pick<Section, 'name'>, report: MeasuredReport): void {
  mkdirSync(join(docs, FOLDER), { recursive: true });
  writeFileSync(dataFile(docs, section), `${JSON.stringify(report, undefined, 2)}\n`);
  for (const chart of report.charts) writeFileSync(join(docs, FOLDER, `${chart.name}.svg`), drawBarChart(chart));
}

/** The document, from what was kept of each section, whenever that was. */
export function performanceDocument(docs: string, sections: readonly Pick<Section, 'name' | 'title'>[]): string {
  const kept = sections.flatMap((section) => {
    const file = dataFile(docs, section);
    if (!existsSync(file)) return [];
    return [{ section, report: JSON.parse(readFileSync(file, 'utf8')) as MeasuredReport }];
  });
  const parts = kept.map(({ section, report }) => {
    const measured = `_Measured on ${report.measuredOn}, ${report.machine}: \`${report.command}\`._`;
    return formatSection(section.title, { ...report, lead: `${report.lead}\n\n${measured}` }, FOLDER);
  });
  return `${HEAD}\n\n${parts.join('\n\n')}\n`;
}

export function writePerformanceDocument(docs: string, sections: readonly Pick<Section, 'name' | 'title'>[]): void {
  writeFileSync(join(docs, 'performance.md'), performanceDocument(docs, sections));
}

const HEAD = `<!-- Written by \`npm run bench -- --write\`. Do not edit. -->

# Performance

How fast it is, what it costs, and beside what. Each figure is from one run that had both sides in it, on one small machine, with stand-ins for AWS: **compare within a table, not between tables**. Where a figure is below what was wanted, its table says so. \`npm run bench -- --help\` tells how to run it; how the system scales on AWS is simulated, not measured: see [scaling.md](scaling.md).`;
