// @ts-check
/** Prints jest's JSON reports as one closing line, and fails unless every test ran and passed, of each run at least one. */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {object} JestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {number} numRuntimeErrorTestSuites test files that could not be run at all
 */

/**
 * @typedef {object} TestRun
 * @property {Partial<JestReport>} report
 * @property {number} exitCode of the whole run: a failed check shows only here
 */

/**
 * @param {readonly TestRun[]} runs
 * @returns {{ line: string, ok: boolean }}
 */
export function summarize(runs) {
  const counts = runs.map(countsOf);
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ what) =>
    counts.reduce((total, count) => total + count[what], 0);
  const skipped = sum('skipped');
  return {
    line: `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    ok: counts.length > 0 && counts.every((count) => count.passed > 0 && count.failed === 0 && count.skipped === 0),
  };
}

/** @param {TestRun} run */
function countsOf({ report, exitCode }) {
  const failures = (report.numFailedTests ?? 0) + (report.numRuntimeErrorTestSuites ?? 0);
  return {
    passed: report.numPassedTests ?? 0,
    failed: failures === 0 && exitCode !== 0 ? 1 : failures,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  };
}

/**
 * @param {string} file
 * @returns {Partial<JestReport>}
 */
function readReport(file) {
  try {
    return /** @type {JestReport} */ (JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

/**
 * Writes the reports of several runs of jest as one, in the counts alone. A run without a report could not be run.
 * @param {readonly string[]} files
 * @param {string} target
 */
export function mergeReports(files, target) {
  /** @type {JestReport} */
  const sum = {
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    numRuntimeErrorTestSuites: 0,
  };
  for (const report of files.map(readReport)) {
    if (report.numPassedTests === undefined) sum.numRuntimeErrorTestSuites += 1;
    for (const count of /** @type {(keyof JestReport)[]} */ (Object.keys(sum))) sum[count] += report[count] ?? 0;
  }
  writeFileSync(target, JSON.stringify(sum));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  // A report and the exit code of its run, once for each run.
  const given = process.argv.slice(2);
  const runs = given.flatMap((file, index) =>
    index % 2 === 0 ? [{ report: readReport(file), exitCode: Number(given[index + 1] ?? '1') }] : [],
  );
  const { line, ok } = summarize(runs);
  console.log(line);
  process.exitCode = ok ? 0 : 1;
}
