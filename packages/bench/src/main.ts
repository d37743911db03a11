/** `npm run bench`: measures the system beside others. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { benchHelp, readBenchOptions, type BenchCommand } from './command-line/bench-options.ts';
import { BenchError } from './errors.ts';
import { formatSection } from './report/format-report.ts';
import { keepReport, writePerformanceDocument } from './report/write-documents.ts';
import { SECTIONS } from './sections/index.ts';

const DOCS = join(import.meta.dirname, '../../../docs');
const INTERRUPTED = 130;

const say = (line: string) => console.error(line);

async function run({ sections, rounds, small, write }: BenchCommand, args: readonly string[]): Promise<number> {
  const stopping = new AbortController();
  process.once('SIGINT', () => {
    stopping.abort();
    process.once('SIGINT', () => process.exit(INTERRUPTED));
  });
  let failures = 0;
  for (const section of sections) {
    if (stopping.signal.aborted) return INTERRUPTED;
    const missing = section.missing?.();
    if (missing !== undefined) {
      say(`Left out: ${section.name}. ${missing}`);
      continue;
    }
    say(`${section.name} …`);
    try {
      const report = await section.run({ rounds, small, say: (line) => say(`  ${line}`), signal: stopping.signal });
      console.log(`\n${formatSection(section.title, report)}\n`);
      if (!write) continue;
      const measured = { measuredOn: new Date().toISOString().slice(0, 10), machine: MACHINE };
      keepReport(DOCS, section, { ...report, ...measured, command: ['npm run bench', '--', ...args].join(' ') });
      writePerformanceDocument(DOCS, SECTIONS);
    } catch (error) {
      if (stopping.signal.aborted) return INTERRUPTED;
      failures += 1;
      console.error(`${section.name} failed:`, error instanceof BenchError ? error.message : error);
    }
  }
  return failures > 0 ? 1 : 0;
}

const MACHINE = `${availableParallelism()} cores, ${process.platform} ${process.arch}, Node ${process.versions.node}`;

try {
  const args = process.argv.slice(2);
  const command = readBenchOptions(args, SECTIONS);
  if (command.help) console.log(benchHelp(SECTIONS));
  process.exit(command.help ? 0 : await run(command, args));
} catch (error) {
  console.error(error instanceof BenchError ? error.message : error);
  process.exit(1);
}
