import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { digest } from '@jobs/bundler';
import { unzipSync } from 'fflate';

jest.setTimeout(300_000);

const MAIN = new URL('main.ts', import.meta.url).pathname;
const run = (args: string[], env: Record<string, string> = {}) =>
  promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], { env });

async function hashes(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashed = files.toSorted().map(async (file) => [file.slice(folder.length + 1), digest(await readFile(file))]);
  return Object.fromEntries(await Promise.all(hashed)) as Record<string, string>;
}

/** The modules of a zip, by their names. */
async function modulesIn(zip: string): Promise<Record<string, string>> {
  const files = Object.entries(unzipSync(await readFile(zip)));
  return Object.fromEntries(files.map(([name, content]) => [name, Buffer.from(content).toString()]));
}
const bundleIn = async (zip: string) => Object.values(await modulesIn(zip)).join('\n');

/** The services whose clients are in a module. */
const calls = (module: string) =>
  ['DynamoDB', 'SQS', 'SNS', 'S3', 'ECS', 'ApplicationAutoScaling'].filter((service) =>
    module.includes(`${service}Client=class extends`),
  );

async function clientsIn(zip: string) {
  const { 'index.mjs': start = '', ...later } = await modulesIn(zip);
  return { atStart: calls(start), later: Object.values(later).flatMap(calls).toSorted() };
}

describe('a build', () => {
  let folder: string;
  let output: string;
  const functionZip = (name: string) => join(folder, 'a/functions', `${name}.zip`);
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'build-test-'));
    output = (await run(['--out', join(folder, 'a')])).stdout;
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('has the same bytes at another time, in another folder and in another time zone', async () => {
    await run(['--out', join(folder, 'b')], { TZ: 'Pacific/Auckland' });
    const first = await hashes(join(folder, 'a'));
    expect(Object.keys(first).length).toBeGreaterThan(20);
    expect(await hashes(join(folder, 'b'))).toEqual(first);
  });

  test('makes a zip of readable files for each function, and tells its size', async () => {
    const zips = await readdir(join(folder, 'a/functions'));
    for (const zip of ['authorize.zip', 'submit-job.zip', 'reconcile-jobs.zip']) expect(zips).toContain(zip);
    const content = await readFile(join(folder, 'a/functions/get-any-job.zip'));
    expect(Object.keys(unzipSync(content))).toEqual(['index.mjs']);
    const directory = content.indexOf(Buffer.from('504b0102', 'hex'));
    expect((content.readUInt32LE(directory + 38) / 2 ** 16) & 0o777).toBe(0o644);
    for (const zip of zips) expect(output).toContain(`functions/${zip}`);
  });

  test('gives the validators of inputs to the function that submits jobs, and to no other', async () => {
    // Of ajv's compiled code; nothing else says it like that.
    const saidByValidators = 'must NOT have additional properties';
    expect(await bundleIn(functionZip('submit-job'))).toContain(saidByValidators);
    expect(await bundleIn(functionZip('create-upload'))).toContain(saidByValidators);
    for (const name of ['get-job', 'authorize', 'reconcile-jobs', 'get-openapi']) {
      expect(await bundleIn(functionZip(name))).not.toContain(saidByValidators);
    }
  });

  test('gives functions the clients of the services that they call, and those that few requests need beside the start', async () => {
    expect(await clientsIn(functionZip('authorize'))).toEqual({ atStart: ['DynamoDB'], later: [] });
    expect(await clientsIn(functionZip('get-job'))).toEqual({ atStart: ['DynamoDB'], later: ['S3'] });
    expect(await clientsIn(functionZip('submit-job'))).toEqual({
      atStart: ['DynamoDB', 'SQS', 'SNS'],
      later: ['ApplicationAutoScaling', 'S3'],
    });
    expect(await clientsIn(functionZip('create-upload'))).toEqual({ atStart: ['S3'], later: [] });
    expect(await clientsIn(functionZip('get-overview'))).toEqual({ atStart: ['DynamoDB', 'SQS', 'ECS'], later: [] });
  });

  test('leaves what builds schemas out of every function, and has what is made of them', async () => {
    for (const zip of await readdir(join(folder, 'a/functions'))) {
      if (!zip.endsWith('.zip')) continue;
      const modules = Object.values(await modulesIn(join(folder, 'a/functions', zip)));
      // The kind by which TypeBox knows its schemas.
      expect({ zip, builds: modules.some((module) => module.includes('"~kind"')) }).toEqual({ zip, builds: false });
    }
    expect(await bundleIn(functionZip('get-openapi'))).toContain('/v1/jobs/{jobId}');
  });

  test('imports no module of Node: that would read all that hangs on it', async () => {
    for (const module of Object.values(await modulesIn(functionZip('submit-job')))) {
      const imports = module.matchAll(/\bimport ?[\w$*{}, ]+?from ?["']([^"']+)["']/g);
      const imported = [...imports].map(([, name = '']) => name);
      expect(imported.filter((name) => !name.startsWith('./chunk-'))).toEqual(['node:module']);
    }
  });

  test('holds nothing that names the machine it was made on', async () => {
    const root = new URL('../..', import.meta.url).pathname;
    const files = await readdir(join(folder, 'a/worker'), { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile())) {
      const content = await readFile(join(file.parentPath, file.name), 'utf8');
      expect({ file: file.name, named: content.includes(root) }).toEqual({ file: file.name, named: false });
    }
  });

  test('says how it is used', async () => {
    expect((await run(['--help'])).stdout).toMatch(/^Usage: pnpm build/);
    await expect(run(['--fast'])).rejects.toThrow("Unknown option '--fast'");
  });
});
