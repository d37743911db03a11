// @ts-check
/** Installs the dependencies when they are missing or not those of the lockfile, and otherwise costs nothing. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OLDEST_NODE = 20;
const INSTALL = ['-y', 'pnpm@12', 'install', '--frozen-lockfile'];

/**
 * @param {string} version such as `20.11.0`
 * @returns {string | undefined} what to tell the person when this Node is too old
 */
export function nodeVersionProblem(version) {
  if (Number(version.split('.')[0]) >= OLDEST_NODE) return undefined;
  return `This needs Node ${OLDEST_NODE} or newer, and this is Node ${version}. Get a newer one from https://nodejs.org.`;
}

const stampFile = (/** @type {string} */ root) => join(root, 'node_modules', '.set-up');

/**
 * A hash of all that decides what is installed.
 * @param {string} root
 */
export function dependencyStamp(root) {
  const manifests = readdirSync(join(root, 'packages')).map((name) => join('packages', name, 'package.json'));
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests.toSorted()]) {
    hash.update(`${file}\0${readIfThere(join(root, file))}\0`);
  }
  return hash.digest('hex');
}

/** @param {string} root */
export function isSetUp(root) {
  return readIfThere(stampFile(root)) === dependencyStamp(root);
}

/**
 * @param {string} root
 * @param {{ say: (line: string) => void, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<boolean>} whether everything is there now
 */
export async function setUp(root, { say, env }) {
  if (isSetUp(root)) return true;
  say('Installing dependencies (once) …');
  const { code, output } = await runQuietly('npx', INSTALL, root, env);
  if (code !== 0) {
    say(`${output.trim()}\n\nThe dependencies could not be installed. Is the network there? Try again.`);
    return false;
  }
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(stampFile(root), dependencyStamp(root));
  return true;
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ code: number | null, output: string }>}
 */
export function runQuietly(command, args, cwd, env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.on('error', (error) => resolve({ code: null, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** @param {string} file */
function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
