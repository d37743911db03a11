// @ts-check
/**
 * Behind `npm start`, `npm run demo`, `npm test` and `npm run check`: needs nothing but Node, sets up what is
 * missing, and hands over to the Node that this repository pins.
 */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { CHECKS, runChecks } from './checks.mjs';
import { kindsToLeaveOut, runAllTests } from './run-tests.mjs';
import { nodeVersionProblem, setUp } from './set-up.mjs';

const ROOT = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const NODE = join(ROOT, 'node_modules/.bin/node');
const PARENT_CHECK_MS = 500;
const TOUR = '--tour';
const QUIET = '--disable-warning=ExperimentalWarning';

const [commandName = '', ...givenArgs] = process.argv.slice(2);
/** What `jobs` prints may be read by a program. */
const say = (/** @type {string} */ line) =>
  ['jobs', 'simulate'].includes(commandName) ? console.error(line) : console.log(line);
/** @type {NodeJS.ProcessEnv} */
// oxlint-disable-next-line node/no-process-env -- an entry file: what it starts gets the same environment
const env = { ...process.env, npm_config_update_notifier: 'false', npm_config_loglevel: 'error' };

/** npm and pnpm begin in the root, wherever they were called. */
const CALLED_FROM = (process.cwd() === ROOT && env['INIT_CWD']) || process.cwd();

/**
 * Runs the repository's Node until it ends; signals go on to it.
 * @param {string[]} args
 * @param {{ ownGroup?: boolean, cwd?: string, variables?: Readonly<Record<string, string>> }} [options] `ownGroup`: out
 * of reach of the terminal's Ctrl-C, which then arrives once; `variables`: beside those of the environment
 * @returns {Promise<number>} the exit code
 */
function handOver(args, { ownGroup = false, cwd = ROOT, variables = {} } = {}) {
  const child = spawn(NODE, [QUIET, ...args], {
    cwd,
    env: { ...env, ...variables },
    detached: ownGroup,
    stdio: ownGroup ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // Without a group of its own, the child has had the terminal's Ctrl-C already.
      if (ownGroup || signal !== 'SIGINT') child.kill(signal);
    });
  }
  // Whoever kills npm outright wants this gone too.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), PARENT_CHECK_MS).unref();
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

const localStack = (/** @type {string} */ file) => join(ROOT, 'packages/local-stack/src', file);

const jest = (/** @type {string[]} */ args, /** @type {Readonly<Record<string, string>>} */ variables = {}) =>
  handOver(['--experimental-vm-modules', join(ROOT, 'node_modules/jest/bin/jest.js'), ...args], { variables });

const check = () => runChecks(CHECKS, { root: ROOT, env, say });

/** @type {import('./run-tests.mjs').Host} */
const testHost = {
  jest,
  say,
  isCi: Boolean(env['CI']),
  answers: (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0,
};

const leaveOut = (/** @type {string[]} */ kinds) => (kinds.length > 0 ? ['--ignoreProjects', ...kinds] : []);

const build = (/** @type {string[]} */ args) => handOver([join(ROOT, 'scripts/build/main.ts'), ...args]);

const deployment = (/** @type {string} */ name) => (/** @type {string[]} */ args) =>
  handOver([join(ROOT, 'scripts/deploy/main.ts'), name, ...args]);

/** @type {Record<string, (args: string[]) => Promise<number>>} */
const COMMANDS = {
  start: (args) => handOver([localStack('main.ts'), ...args], { ownGroup: true }),
  demo: (args) =>
    args.includes(TOUR)
      ? handOver([join(ROOT, 'packages/tour/src/main.ts'), ...args.filter((arg) => arg !== TOUR)], { ownGroup: true })
      : handOver([localStack('demo/main.ts'), ...args], { ownGroup: true }),
  chaos: (args) => handOver([localStack('chaos/main.ts'), ...args], { ownGroup: true }),
  simulate: (args) => handOver([join(ROOT, 'packages/simulator/src/main.ts'), ...args], { cwd: CALLED_FROM }),
  'push-load': (args) => handOver([localStack('push-load/main.ts'), ...args], { ownGroup: true }),
  bench: (args) => handOver([join(ROOT, 'packages/bench/src/main.ts'), ...args]),
  check: async () => ((await check()) ? 0 : 1),
  /** With a choice of tests, only these; otherwise the checks as well. */
  test: async (args) => {
    if (args.some((arg) => !arg.startsWith('--'))) return jest([...args, ...leaveOut(kindsToLeaveOut(testHost))]);
    const allHold = await check();
    const code = await runAllTests(args, testHost);
    if (!allHold) say('\nThe tests are done, but a check failed: see above.');
    return code === 0 && !allHold ? 1 : code;
  },
  'test:infra': (args) => jest([...args, '--selectProjects', 'infrastructure']),
  /** Apart from the others: they need a compiler, containers and Terraform. */
  'test:artifacts': (args) => jest(['--testMatch', '**/scripts/artifacts/*.artifact-test.ts', ...args]),
  build,
  'image:build': deployment('image:build'),
  'image:push': deployment('image:push'),
  deploy: deployment('deploy'),
  destroy: deployment('destroy'),
  jobs: (args) => handOver([join(ROOT, 'packages/cli/src/main.ts'), ...args], { cwd: CALLED_FROM }),
  'create-job-type': (args) => handOver([join(ROOT, 'packages/create-job-type/src/main.ts'), ...args]),
};

const command = Object.hasOwn(COMMANDS, commandName) ? COMMANDS[commandName] : undefined;
const problem =
  nodeVersionProblem(process.versions.node) ??
  (command ? undefined : `Usage: node scripts/run.mjs <${Object.keys(COMMANDS).join('|')}>`);

if (problem || !command) {
  console.error(problem);
  process.exitCode = 1;
} else {
  process.exitCode = (await setUp(ROOT, { say, env })) ? await command(givenArgs) : 1;
}
