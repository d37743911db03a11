import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import * as contracts from '@jobs/shared-contracts';
import { UnusableNameError } from './errors.ts';
import { identifierOf } from './job-type-names.ts';
import { scaffold } from './scaffold.ts';

/** What the scaffolded handler calls things itself. */
const USED_BY_THE_HANDLER = new Set(['abortPoint', 'defineJob', 'index', 'input', 'items', 'progress', 'signal']);

/** @throws {UnusableNameError} when no job type can be scaffolded by that name in the repository at `root` */
export function checkName(root: string, name: string): void {
  if (!contracts.isJobTypeName(name)) {
    throw new UnusableNameError(
      `"${name}" can't be the name of a job type: it must be kebab-case (lower-case words and digits, joined by hyphens), at most 40 characters, for instance "word-count"`,
    );
  }
  if (contracts.findJobType(name)) throw new UnusableNameError(`There is a job type "${name}" already`);
  const identifier = identifierOf(name);
  if (!isIdentifier(identifier) || USED_BY_THE_HANDLER.has(identifier) || identifier in contracts) {
    throw new UnusableNameError(
      `"${name}" can't be used: in code it would be "${identifier}", which is something else`,
    );
  }
  const inTheWay = scaffold(name)
    .flatMap(({ path }) => (path.includes('/jobs/') ? [dirname(path)] : [path]))
    .find((path) => existsSync(join(root, path)));
  if (inTheWay) throw new UnusableNameError(`"${name}" can't be used: ${inTheWay} is there already`);
}

/** Whether a constant can be called so: JavaScript's own words can't. */
function isIdentifier(identifier: string): boolean {
  try {
    // Compiled, never run.
    return Boolean(new Script(`'use strict'; async () => { const ${identifier} = 0; };`));
  } catch {
    return false;
  }
}
