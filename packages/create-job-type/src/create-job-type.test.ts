import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { buildFunctions, buildJobFunctions, buildWorker } from '@jobs/bundler';
import { unzipSync } from 'fflate';
import { withExport } from './create-job-type.ts';
import { copyWithPackage, programOf, runIn } from './repository-copy/index.ts';
import { checkTypes } from './testing/added-job-types.ts';

jest.setTimeout(180_000);

const NEW_FILES = [
  'packages/shared-contracts/src/job-types/word-count.ts',
  'packages/worker/src/jobs/word-count/index.ts',
  'packages/worker/src/jobs/word-count/word-count.test.ts',
  'examples/word-count.json',
];
/** Of the package's. */
const MADE_FILES = ['file-digest', 'ledger-entry'].flatMap((name) => [
  `packages/worker/src/jobs/${name}/index.ts`,
  `examples/${name}.json`,
]);

const SUBMITS_BOTH = `import { createClient } from './index.ts';
const client = createClient({ baseUrl: 'https://example.com', apiKey: 'key' });
export async function submitBoth(): Promise<[string | undefined, number]> {
  const digest = await client.submit('file-digest', { source: { text: 'abc' }, algorithms: ['md5'] });
  const count = await client.submit('word-count', { items: ['one'] });
  // @ts-expect-error -- there is no such algorithm
  await client.submit('file-digest', { source: { text: 'abc' }, algorithms: ['sha1'] });
  // @ts-expect-error -- items are texts
  await client.submit('word-count', { items: [1] });
  return [(await client.wait(digest)).digests[0]?.hex, (await client.wait(count)).itemCount];
}
`;

let folder: string;
let output: string;
const create = (...args: string[]) => runIn(folder, ['packages/create-job-type/src/main.ts', ...args]);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'create-job-type-'));
  await copyWithPackage(folder);
  output = await create('word-count');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('create-job-type', () => {
  test('tells every file that it made, and what to do next', () => {
    for (const file of NEW_FILES) {
      expect(output).toContain(file);
      expect(existsSync(join(folder, file))).toBe(true);
    }
    expect(output).toContain('npm test -- packages/worker/src/jobs/word-count');
  });

  test('says how it is used', async () => {
    await expect(create('--help')).resolves.toMatch(/^Usage: pnpm create-job-type <name>/);
    await expect(create()).rejects.toThrow('Give one name.');
  });

  test('refuses a name that is taken, and writes nothing', async () => {
    await expect(create('find-job-type')).rejects.toThrow('in code it would be "findJobType", which is something else');
    expect(existsSync(join(folder, 'examples/find-job-type.json'))).toBe(false);
    await expect(create('file-digest')).rejects.toThrow('There is a job type "file-digest" already');
  });

  test('keeps the list of declarations in order', () => {
    const list = `/** All. */\n${['a', 'c'].map((name) => `export { ${name} } from './${name}.ts';\n`).join('')}`;
    expect(withExport(list, 'b').match(/(?<=export \{ )\w+/g)).toEqual(['a', 'b', 'c']);
    expect(withExport(list, 'd').match(/(?<=export \{ )\w+/g)).toEqual(['a', 'c', 'd']);
  });
});

describe('a job type that was scaffolded, and one of a package outside of this repository', () => {
  test('are typed, from the declaration to the client', async () => {
    await expect(checkTypes(folder, SUBMITS_BOTH)).resolves.toBeUndefined();
  });

  test('are formatted and free of lint, and leave no generated file stale', async () => {
    const files = [...NEW_FILES, ...MADE_FILES];
    await runIn(folder, [programOf('oxfmt', 'bin/oxfmt'), '--check', ...files]);
    await runIn(folder, [programOf('oxlint', 'bin/oxlint'), '--type-aware', ...files]);
    await expect(runIn(folder, ['packages/shared-contracts/scripts/generate.ts', '--check'])).resolves.toContain(
      'up to date',
    );
  });

  test('pass their tests', async () => {
    const modules = ['packages/worker/src/jobs/word-count', 'packages/worker/src/job-registry'];
    const report = await runIn(folder, [programOf('jest', 'bin/jest.js'), '--json', ...modules], {
      nodeOptions: '--experimental-vm-modules',
    });
    expect(JSON.parse(report)).toMatchObject({ success: true, numPassedTestSuites: modules.length });
  });

  test('are bundled: declarations into functions, each handler into a module of the worker', async () => {
    const functions = join(folder, 'out/functions');
    await buildFunctions(folder, functions, ['submit-job']);
    const bundle = unzipSync(await readFile(join(functions, 'submit-job.zip')));
    const source = Buffer.concat(Object.values(bundle)).toString();
    for (const name of ['word-count', 'file-digest']) expect(source).toContain(name);
    // What only the handlers say.
    for (const text of ['Counting', 'other-digest']) expect(source).not.toContain(text);

    await buildWorker(folder, join(folder, 'out/worker'));
    const moduleOf = (name: string) => readFile(join(folder, `out/worker/jobs/${name}/index.mjs`), 'utf8');
    expect(await moduleOf('word-count')).toContain('Counting');
    const ofPackage = await moduleOf('file-digest');
    expect(ofPackage).toContain('other-digest');
    expect(ofPackage).not.toContain('Counting');

    await buildJobFunctions(folder, join(folder, 'out/jobs'), ['file-digest']);
    const zip = unzipSync(await readFile(join(folder, 'out/jobs/file-digest.zip')));
    expect(Buffer.from(zip['jobs/file-digest/index.mjs'] ?? []).toString()).toContain('other-digest');
  });

  test('run on the local stack, one on workers and one as a Lambda function', async () => {
    const samples = ['packages/create-job-type/src/testing/run-samples.ts', 'word-count', 'file-digest'];
    expect(JSON.parse(await runIn(folder, samples))).toEqual([
      { type: 'word-count', on: 'workers', result: { itemCount: 3 } },
      {
        type: 'file-digest',
        on: 'lambda',
        result: { sizeBytes: 3, digests: [expect.anything(), expect.anything()] },
      },
    ]);
  });

  test('are refused when a package has no handler of a type that it declares', async () => {
    const handler = join(folder, 'node_modules/@example/job-types/dist/handlers/file-digest.js');
    await rename(handler, `${handler}.gone`);
    await expect(runIn(folder, ['packages/shared-contracts/scripts/generate.ts', '--check'])).rejects.toThrow(
      '@example/job-types/handlers/file-digest is exported, but there is no',
    );
    await rename(`${handler}.gone`, handler);
  });
});
