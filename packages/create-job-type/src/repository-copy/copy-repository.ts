import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, realpath, symlink } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '../../../..');
/** What is installed, built or kept aside. */
const LEFT_OUT = new Set(['.git', '.terraform', '.data', 'node_modules', 'dist', '.types']);
/** Folders with packages, and packages themselves. */
const PACKAGES = ['packages', 'examples', 'scripts', 'infra'];

/**
 * Copies this repository into a folder, to be changed there: with links to what is installed here, but with the copy's
 * own packages. The folder must be there.
 */
export async function copyRepository(folder: string): Promise<void> {
  const to = await realpath(folder);
  await cp(ROOT, to, { recursive: true, filter: (source) => !LEFT_OUT.has(basename(source)) });
  const below = await Promise.all(PACKAGES.map((parent) => foldersIn(join(ROOT, parent))));
  for (const each of [ROOT, ...below.flat()]) {
    const installed = join(each, 'node_modules');
    if (existsSync(installed)) await linkAll(installed, join(to, relative(ROOT, installed)), to);
  }
}

async function foldersIn(parent: string): Promise<string[]> {
  const entries = await readdir(parent, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(parent, name));
}

/** Links every package of one `node_modules` in another. */
async function linkAll(from: string, to: string, copy: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const { name } of await readdir(from, { withFileTypes: true })) {
    if (name.startsWith('.')) continue;
    if (name.startsWith('@')) await linkAll(join(from, name), join(to, name), copy);
    else await symlink(await targetOf(join(from, name), copy), join(to, name));
  }
}

async function targetOf(link: string, copy: string): Promise<string> {
  const target = await realpath(link);
  const isOwn = target.startsWith(`${ROOT}/`) && !target.includes('/node_modules/');
  return isOwn ? join(copy, relative(ROOT, target)) : target;
}
