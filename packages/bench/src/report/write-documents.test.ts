import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { SECTIONS } from '../sections/index.ts';
import { keepReport, performanceDocument, writePerformanceDocument, type MeasuredReport } from './write-documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const report: MeasuredReport = {
  lead: 'Both sides.',
  tables: [],
  charts: [{ name: 'rates', title: 'Rates', unit: '1/s', bars: [{ label: 'ours', value: 1, ours: true }] }],
  targets: [],
  command: 'npm run bench -- --only queue',
  measuredOn: '2026-01-02',
  machine: '2 cores',
};

test('a run of one section leaves the others in the document as they were', () => {
  const sections = [
    { name: 'queue', title: 'Queue layer' },
    { name: 'cost', title: 'Cost' },
    { name: 'never-run', title: 'Never run' },
  ];
  keepReport(folder, { name: 'queue' }, report);
  keepReport(folder, { name: 'cost' }, { ...report, lead: 'Dollars.', charts: [] });
  writePerformanceDocument(folder, sections);
  const text = readFileSync(join(folder, 'performance.md'), 'utf8');
  expect(text).toMatch(/## Queue layer[^#]+Both sides.[^#]+2026-01-02[^#]+performance\/rates.svg[^#]+## Cost/);
  expect(text).not.toContain('Never run');
  expect(readdirSync(join(folder, 'performance')).toSorted()).toEqual(['cost.json', 'queue.json', 'rates.svg']);
});

test('the repository’s document is what its data say', () => {
  const docs = join(import.meta.dirname, '../../../../docs');
  expect(readFileSync(join(docs, 'performance.md'), 'utf8')).toBe(performanceDocument(docs, SECTIONS));
});
