import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { runProgram } from '../programs.ts';

const MANIFEST = new URL('../runtime-interface-client/package.json', import.meta.url);
/** Kept from one run to the next, and removed with the dependencies. */
const CACHE = new URL('../../../node_modules/.cache/runtime-interface-client/', import.meta.url).pathname;

/** What it is compiled with. */
export const COMPILED_WITH = ['cmake', 'make', 'g++', 'npm'];

/** Installs AWS's runtime interface client, once for each version. @returns its entry file */
export async function installRuntimeInterfaceClient(hostEnvironment: NodeJS.ProcessEnv): Promise<string> {
  const { dependencies } = JSON.parse(await readFile(MANIFEST, 'utf8')) as { dependencies: Record<string, string> };
  const folder = join(CACHE, dependencies['aws-lambda-ric'] ?? '');
  const installed = join(folder, 'node_modules/aws-lambda-ric');
  if (!existsSync(join(installed, 'rapid-client.node'))) {
    await mkdir(folder, { recursive: true });
    await copyFile(MANIFEST, join(folder, 'package.json'));
    await runProgram('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], {
      cwd: folder,
      env: { ...hostEnvironment, ...withHeadersOfThisMachine(hostEnvironment) },
    });
  }
  return join(installed, 'index.mjs');
}

/**
 * Where a Node of this machine has its headers, node-gyp need not download any. They may be another version's: the
 * client is compiled against Node-API, which is the same in all. https://nodejs.org/api/n-api.html
 */
function withHeadersOfThisMachine({ PATH = '' }: NodeJS.ProcessEnv): { npm_config_nodedir?: string } {
  const prefix = PATH.split(delimiter)
    .map((folder) => dirname(folder))
    .find((folder) => existsSync(join(folder, 'include/node/node_api.h')));
  return prefix === undefined ? {} : { npm_config_nodedir: prefix };
}
