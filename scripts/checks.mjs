// @ts-check
/** What must hold besides the tests. All checks run, even when one fails. */
import { join } from 'node:path';
import { runQuietly } from './set-up.mjs';

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string} command relative to the root
 * @property {string[]} args
 * @property {string} repair what to do when it fails
 */

const BIN = 'node_modules/.bin';
const CONTRACTS = 'packages/shared-contracts';

/** @type {Check[]} */
export const CHECKS = [
  {
    name: 'generated files',
    command: `${BIN}/node`,
    args: ['--disable-warning=ExperimentalWarning', `${CONTRACTS}/scripts/generate.ts`, '--check'],
    repair: 'npm run generate',
  },
  { name: 'format', command: `${BIN}/oxfmt`, args: ['--check'], repair: 'npm run format' },
  { name: 'lint', command: `${BIN}/oxlint`, args: ['--type-aware'], repair: 'change the code' },
  { name: 'types', command: `${BIN}/tsc`, args: ['-b'], repair: 'change the code' },
  { name: 'unused code and dependencies', command: `${BIN}/knip`, args: [], repair: 'remove what is unused' },
  {
    name: 'OpenAPI and AsyncAPI documents',
    command: `${CONTRACTS}/${BIN}/redocly`,
    args: ['lint', `${CONTRACTS}/generated/openapi.json`, `${CONTRACTS}/generated/asyncapi.json`],
    repair: `change ${CONTRACTS}/src/http or ${CONTRACTS}/src/asyncapi`,
  },
  {
    name: 'links of documents',
    command: `${BIN}/remark`,
    args: ['.', '--frail', '--quiet', '--no-stdout', '--use', 'remark-validate-links=repository:false'],
    repair: 'correct the path or the heading, or bring the document back',
  },
  {
    name: 'workflows',
    command: `${BIN}/node`,
    args: ['--disable-warning=ExperimentalWarning', 'scripts/lint-workflows.mjs'],
    repair: 'change .github/workflows',
  },
];

/**
 * @param {readonly Check[]} checks
 * @param {{ root: string, env: NodeJS.ProcessEnv, say: (line: string) => void }} options
 * @returns {Promise<boolean>} whether all hold
 */
export async function runChecks(checks, { root, env, say }) {
  let allHold = true;
  const environment = {
    ...env,
    PATH: `${join(root, BIN)}:${env['PATH'] ?? ''}`,
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
  };
  for (const { name, command, args, repair } of checks) {
    const started = performance.now();
    const { code, output } = await runQuietly(join(root, command), args, root, environment);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (code === 0) say(`✓ ${name} (${seconds} s)`);
    else say(`✗ ${name} (${seconds} s); to repair: ${repair}\n${output.trim().replace(/^/gm, '    ')}`);
    allHold &&= code === 0;
  }
  return allHold;
}
