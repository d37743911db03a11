import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../programs.ts';

const MANIFEST = new URL('../runtime-interface-client/package.json', import.meta.url);
/** Kept from one run to the next, and removed with the dependencies. */
const CACHE = new URL('../../../node_modules/.cache/runtime-interface-client/', import.meta.url).pathname;

/** What it is compiled with. */
export const COMPILED_WITH = ['cmake', 'make', 'g++', 'npm'];

/** Installs AWS's runtime interface client, once for each version. @returns its entry file */
export async function installRuntimeInterfaceClient(): Promise<string> {
  const { dependencies } = JSON.parse(await readFile(MANIFEST, 'utf8')) as { dependencies: Record<string, string> };
  const folder = join(CACHE, dependencies['aws-lambda-ric'] ?? '');
  const installed = join(folder, 'node_modules/aws-lambda-ric');
  if (!existsSync(join(installed, 'rapid-client.node'))) {
    await mkdir(folder, { recursive: true });
    await copyFile(MANIFEST, join(folder, 'package.json'));
    await runProgram('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], { cwd: folder });
  }
  return join(installed, 'index.mjs');
}
