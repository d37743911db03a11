import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { getCACertificates } from 'node:tls';
import { runProgram } from '../programs.ts';
import type { Podman } from './podman.ts';

/** That of Node 22, whose image holds it. */
const NPM = 'npm@10';
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const CERTIFICATES = '/etc/npm-certificates.pem';

/** Gets the image that the Dockerfile builds on, or where no registry can be reached, makes one of what is here. */
export async function provideBaseImage(podman: Podman, name: string, folder: string): Promise<void> {
  try {
    await podman('pull', '--quiet', name);
  } catch {
    console.log(`${name} cannot be pulled: a base of this machine's Node and libraries stands in for it.`);
    await podman('import', '--quiet', `--change=ENV PATH=${PATH}`, await packBase(name, folder), name);
  }
}

/** A root file system that has what the Dockerfile uses of a base: Node, npm, a shell. */
async function packBase(name: string, folder: string): Promise<string> {
  const version = /:(\d+\.\d+\.\d+)/.exec(name)?.[1];
  // Otherwise the tests would say something about another Node than the image has.
  if (version !== process.versions.node) throw new Error(`This is Node ${process.versions.node}, and not ${version}`);
  const root = join(folder, 'base');
  await mkdir(join(root, 'tmp'), { recursive: true, mode: 0o755 });
  await runProgram('chmod', ['1777', join(root, 'tmp')]);
  await placeProgram(root, process.execPath, '/usr/local/bin/node');
  await placeProgram(root, '/bin/sh', '/bin/sh');
  await placeProgram(root, '/usr/bin/env', '/usr/bin/env');
  await place(root, '/etc/passwd', 'root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n');
  await place(root, '/etc/group', 'root:x:0:\nnode:x:1000:\n');
  await runProgram('npm', ['install', '--global', `--prefix=${join(root, 'usr/local')}`, '--no-audit', NPM]);
  await trustAsHere(root);
  const archive = join(folder, 'base.tar');
  await runProgram('tar', ['--create', `--file=${archive}`, '--numeric-owner', `--directory=${root}`, '.']);
  return archive;
}

/** A program with the libraries that it is linked to. */
async function placeProgram(root: string, program: string, path: string): Promise<void> {
  const libraries = (await runProgram('ldd', [program])).match(/\/\S+/g) ?? [];
  for (const [from, to] of [[program, path] as const, ...libraries.map((library) => [library, library] as const)]) {
    await cp(from, join(root, to), { dereference: true });
  }
}

async function place(root: string, path: string, content: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

/** npm in the image gets packages as npm here does, also behind a proxy with a certificate of its own. */
async function trustAsHere(root: string): Promise<void> {
  const settings = JSON.parse(await runProgram('npm', ['config', 'list', '--json'])) as Record<string, unknown>;
  const kept = ['registry', 'proxy', 'https-proxy'].filter((name) => typeof settings[name] === 'string');
  const { cafile } = settings;
  const own = typeof cafile === 'string' ? [await readFile(cafile, 'utf8')] : [];
  await place(root, CERTIFICATES, [...getCACertificates('default'), ...own].join('\n'));
  const lines = [...kept.map((name) => `${name}=${String(settings[name])}`), `cafile=${CERTIFICATES}`];
  await place(root, '/usr/local/etc/npmrc', `${lines.join('\n')}\n`);
}
