import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PROJECT_ROOT } from './copy-project.ts';
import { MODULE_FOLDERS } from './module-folders.ts';
import { readDeclarations, type Variable } from './read-declarations.ts';

/** By module and variable, what has a value of its own there, each with a comment that says why. */
const OF_ITS_OWN: readonly string[] = [
  // The packages are built again from their sources.
  'module.packages force_destroy',
];

const read = (folder: string) => readDeclarations(join(PROJECT_ROOT, folder));

/** Of another type, it is another setting. */
const settingOf = ({ name, type }: Variable) => `${name}: ${type}`;

const calls = await Promise.all(
  MODULE_FOLDERS.map(async (folder) => {
    const { variables, modules } = await read(folder);
    const settings = new Set(variables.map(settingOf));
    return modules.map(({ name, source, given }) => ({ folder, settings, name, given, called: join(folder, source) }));
  }),
);

// Whoever calls a module can't see its resources in a test of its own, and a default hides what was forgotten.
describe.each(calls.flat())('$folder: module.$name', ({ name, settings, given, called }) => {
  test('is handed on every setting that both have', async () => {
    const { variables } = await read(called);
    const shared = variables.filter((variable) => settings.has(settingOf(variable))).map((variable) => variable.name);
    const others = shared.filter((setting) => !given(setting)?.includes(`var.${setting}`));
    expect(others.map((setting) => `module.${name} ${setting}`)).toEqual(
      OF_ITS_OWN.filter((setting) => setting.startsWith(`module.${name} `)),
    );
  });

  test('has its alarms tell somebody', async () => {
    const { variables } = await read(called);
    const isForgotten = variables.some((variable) => variable.name === 'alarm_topic_arn') && !given('alarm_topic_arn');
    expect(isForgotten).toBe(false);
  });
});
