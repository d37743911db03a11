import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { kindsToLeaveOut, runAllTests } from './run-tests.mjs';
import { TEST_KINDS } from './test-kinds.mjs';

const REPORT = {
  numPassedTests: 3,
  numFailedTests: 1,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};
const OUTPUT = '--outputFile=';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-tests-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A host on which jest ends with these codes, one run after the other, and writes its report. */
function hostWith({ codes = [0, 0], missing = [] as string[], isCi = false, report = true } = {}) {
  const lines: string[] = [];
  const runs: { args: string[]; variables: Readonly<Record<string, string>> }[] = [];
  const host = {
    isCi,
    say: (line: string) => void lines.push(line),
    answers: (command: string) => !missing.includes(command),
    jest: async (args: string[], variables: Readonly<Record<string, string>>) => {
      runs.push({ args, variables });
      const file = args.find((arg) => arg.startsWith(OUTPUT))?.slice(OUTPUT.length);
      if (file && report) await writeFile(file, JSON.stringify(REPORT));
      return codes[runs.length - 1] ?? 0;
    },
  };
  return { host, lines, runs };
}

describe('a whole run', () => {
  test('records the calls of the deployables, then has them judged', async () => {
    const { host, runs } = hostWith();
    await expect(runAllTests(['--silent'], host)).resolves.toBe(0);
    expect(runs.map(({ args }) => args)).toEqual([
      ['--silent', '--selectProjects', 'recorded'],
      ['--silent', '--selectProjects', 'others', 'infrastructure', 'browser'],
    ]);
    const [calls] = Object.values(runs[0]?.variables ?? {});
    expect(runs.map(({ variables }) => variables)).toEqual([
      { RECORD_AWS_CALLS_IN: calls },
      { RECORDED_AWS_CALLS: calls },
    ]);
    expect(existsSync(calls ?? '')).toBe(false);
  });

  test.each([
    ['the first run', [1, 0]],
    ['the second', [0, 1]],
  ])('fails when %s does, and runs both', async (_, codes) => {
    const { host, runs } = hostWith({ codes });
    await expect(runAllTests([], host)).resolves.toBe(1);
    expect(runs).toHaveLength(2);
  });

  test('begins nothing more once it was interrupted', async () => {
    const { host, runs } = hostWith({ codes: [130] });
    await expect(runAllTests([], host)).resolves.toBe(130);
    expect(runs).toHaveLength(1);
  });

  test('writes one report of both runs', async () => {
    const file = join(folder, 'report.json');
    await runAllTests([`${OUTPUT}${file}`], hostWith().host);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ numPassedTests: 6, numFailedTests: 2 });
  });

  test('counts a run without a report as one that could not be run', async () => {
    const file = join(folder, 'report.json');
    await runAllTests([`${OUTPUT}${file}`], hostWith({ report: false }).host);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ numPassedTests: 0, numRuntimeErrorTestSuites: 2 });
  });

  test('leaves out what has no tools here, and says so', async () => {
    const { host, lines, runs } = hostWith({ missing: ['terraform', 'python3'] });
    await runAllTests([], host);
    expect(runs[1]?.args).toEqual(['--selectProjects', 'others', 'browser']);
    expect(lines).toEqual([
      expect.stringContaining('no terraform'),
      expect.stringContaining('no moto (pip install "moto[server]")'),
    ]);
  });
});

test('in CI, nothing is left out', () => {
  const { host, lines } = hostWith({ missing: ['terraform'], isCi: true });
  expect(kindsToLeaveOut(host)).toEqual([]);
  expect(lines).toEqual([]);
});

test('the page is not tested where there is no browser, and all else is', () => {
  const { host, lines } = hostWith({ missing: ['sh'] });
  expect(kindsToLeaveOut(host)).toEqual(['browser']);
  expect(lines).toEqual([expect.stringContaining('there is no Chromium')]);
});

async function testsBelow(top: string): Promise<string[]> {
  const entries = await readdir(top, { withFileTypes: true });
  const found = entries.map(async (entry) => {
    const path = join(top, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : testsBelow(path);
    return entry.name.endsWith('.test.ts') ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

describe('the kinds of tests', () => {
  const root = join(import.meta.dirname, '..');
  const kindsOf = (path: string) =>
    TEST_KINDS.filter(
      ({ roots, testMatch, testPathIgnorePatterns }) =>
        roots.some((top) => path.startsWith(`${top.replace('<rootDir>', root)}/`)) &&
        testMatch.some((pattern) => path.endsWith(pattern.replace('**/*', ''))) &&
        !testPathIgnorePatterns.some((pattern) => new RegExp(pattern).test(path)),
    ).map(({ displayName }) => displayName);

  test('have each file in exactly one', async () => {
    const tops = ['packages', 'scripts', 'examples', 'infra'].map((top) => testsBelow(join(root, top)));
    const tests = (await Promise.all(tops)).flat();
    expect(tests.length).toBeGreaterThan(100);
    expect(tests.filter((path) => kindsOf(path).length !== 1)).toEqual([]);
  });

  test.each([
    ['packages/worker/src/worker.test.ts', 'recorded'],
    ['packages/local-stack/src/promises/thousand-jobs.test.ts', 'others'],
    ['packages/dashboard/src/flows.browser.test.ts', 'browser'],
    ['infra/tests/src/deployment.test.ts', 'infrastructure'],
  ])('have %s among the %s', (path, kind) => {
    expect(kindsOf(join(root, path))).toEqual([kind]);
  });
});
