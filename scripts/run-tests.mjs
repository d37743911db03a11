// @ts-check
/** The whole of the tests: which kinds run, and in which order. `jest.config.js` says which file is of which kind. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mergeReports } from './test-summary.mjs';

/** What kinds of tests need and npm does not bring, with how to see whether it is there. */
const TOOLS = /** @type {const} */ ([
  { kind: 'infrastructure', tool: 'terraform', command: 'terraform', args: ['version'] },
  {
    kind: 'infrastructure',
    tool: 'moto (pip install "moto[server]")',
    command: 'python3',
    args: ['-c', 'import moto.server'],
  },
  {
    // The names by which the tests of the page look for it.
    kind: 'browser',
    tool: 'Chromium (install chromium or google-chrome, or set CHROMIUM_PATH)',
    command: 'sh',
    args: [
      '-c',
      'for name in "$CHROMIUM_PATH" chromium chromium-browser google-chrome google-chrome-stable; do command -v "$name" && exit; done; false',
    ],
  },
]);

const KINDS = ['others', 'infrastructure', 'browser'];
const REPORT = '--outputFile=';
/** Exit codes above it are those of a program that a signal ended: nothing more is wanted. */
const BY_SIGNAL = 128;

/**
 * @typedef {object} Host
 * @property {(args: string[], variables: Readonly<Record<string, string>>) => Promise<number>} jest
 * @property {(command: string, args: readonly string[]) => boolean} answers whether a program can be run
 * @property {(line: string) => void} say
 * @property {boolean} isCi
 */

/**
 * The kinds of tests whose tools are missing: they are left out with a line that says so, but never in CI, where they fail.
 * @param {Host} host
 * @returns {string[]}
 */
export function kindsToLeaveOut({ answers, say, isCi }) {
  if (isCi) return [];
  const missing = TOOLS.filter(({ command, args }) => !answers(command, args));
  for (const { kind, tool } of missing) say(`Skipped: the tests of kind “${kind}”, since there is no ${tool}.`);
  return [...new Set(missing.map(({ kind }) => kind))];
}

/**
 * Runs all tests: first those whose AWS calls are recorded, then the others, which judge these calls among them.
 * @param {string[]} options of jest, none of which chooses tests
 * @param {Host} host
 * @returns {Promise<number>} 0 when all passed
 */
export async function runAllTests(options, host) {
  const folder = mkdtempSync(join(tmpdir(), 'tests-'));
  try {
    const calls = join(folder, 'calls');
    const leftOut = kindsToLeaveOut(host);
    const wanted = options.find((option) => option.startsWith(REPORT));
    const rest = options.filter((option) => option !== wanted);
    const run = (/** @type {string[]} */ kinds, /** @type {string} */ report, /** @type {string} */ variable) =>
      host.jest([...rest, ...(wanted ? [`${REPORT}${report}`] : []), '--selectProjects', ...kinds], {
        [variable]: calls,
      });
    const [recorded, others] = [join(folder, 'recorded.json'), join(folder, 'others.json')];
    const first = await run(['recorded'], recorded, 'RECORD_AWS_CALLS_IN');
    if (first > BY_SIGNAL) return first;
    const kinds = KINDS.filter((kind) => !leftOut.includes(kind));
    const second = await run(kinds, others, 'RECORDED_AWS_CALLS');
    if (wanted) mergeReports([recorded, others], wanted.slice(REPORT.length));
    return first || second;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
