import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PROJECT_ROOT } from './copy-project.ts';
import { MODULE_FOLDERS, terraformTestFiles } from './module-folders.ts';
import { readDeclarations, type Variable } from './read-declarations.ts';

/** By folder and name, variables of which no value can be told to be bad, each with a comment that says why. */
const ANYTHING_GOES: readonly string[] = [];

/** The names in each `expect_failures` of the folder's tests: as often as runs expect them. */
function expectedFailures(folder: string): string[] {
  const text = terraformTestFiles(folder)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const lists = [...text.matchAll(/^ {2}expect_failures = \[(?<list>[^\]]*)\]$/gm)];
  return lists.flatMap(({ groups }) => groups?.['list']?.match(/(?<=\bvar\.)\w+/g) ?? []);
}

const mayBeBad = ({ type }: Variable) => type !== 'bool';

const declared = await Promise.all(
  MODULE_FOLDERS.map(async (folder) => ({
    folder,
    variables: (await readDeclarations(join(PROJECT_ROOT, folder))).variables.filter(mayBeBad),
  })),
);
const withVariables = declared.filter(({ variables }) => variables.length > 0);

describe.each(withVariables)('$folder', ({ folder, variables }) => {
  test('validates every variable that can hold a bad value', () => {
    const open = variables.filter(({ errorMessages }) => errorMessages.length === 0);
    expect(open.map(({ name }) => `${folder} ${name}`)).toEqual(
      ANYTHING_GOES.filter((variable) => variable.startsWith(`${folder} `)),
    );
  });

  test('shows of every validation a value that it refuses', () => {
    const expected = expectedFailures(join(PROJECT_ROOT, folder));
    const runs = (name: string) => expected.filter((other) => other === name).length;
    const unshown = variables.filter(({ name, errorMessages }) => runs(name) < errorMessages.length);
    expect(unshown.map(({ name, errorMessages }) => ({ name, errorMessages }))).toEqual([]);
  });
});

test('the same variable is validated in the same words everywhere', () => {
  const all = declared.flatMap(({ variables }) => variables.filter(({ errorMessages }) => errorMessages.length > 0));
  const differing = Object.entries(Object.groupBy(all, ({ name, type }) => `${name}: ${type}`)).filter(
    ([, same = []]) =>
      !same[0]?.errorMessages.some((words) => same.every((other) => other.errorMessages.includes(words))),
  );
  expect(differing.map(([name]) => name)).toEqual([]);
});
