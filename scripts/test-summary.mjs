// @ts-check
/** Prints jest's JSON report as one closing line, and fails unless every test ran and passed. */
import { readFileSync } from 'node:fs';
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
 * @param {Partial<JestReport>} report
 * @param {number} exitCode of the whole run: a failed check shows only here
 * @returns {{ line: string, ok: boolean }}
 */
export function summarize(report, exitCode) {
  const passed = report.numPassedTests ?? 0;
  const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0);
  const failures = (report.numFailedTests ?? 0) + (report.numRuntimeErrorTestSuites ?? 0);
  const failed = failures === 0 && exitCode !== 0 ? 1 : failures;
  return {
    line: `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    ok: passed > 0 && failed === 0 && skipped === 0,
  };
}

/** @param {string} file */
function readReport(file) {
  try {
    return /** @type {JestReport} */ (JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [file = '', exitCode = '1'] = process.argv.slice(2);
  const { line, ok } = summarize(readReport(file), Number(exitCode));
  console.log(line);
  process.exitCode = ok ? 0 : 1;
}
