import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import Type from 'typebox';
import { defineJobType } from './define-job-type.ts';
import type { EcsCompute } from './ecs-compute.ts';
import type { LambdaCompute } from './lambda-compute.ts';

const page = await readFile(new URL('../../../../docs/job-types.md', import.meta.url), 'utf8');
const [, section = ''] = page.split('\n## Settings\n');
const [table = ''] = section.split('\n## ');
/** The default of each setting as the page has it, by the setting's name. */
const documented = new Map(
  [...table.matchAll(/^\| `(?<name>[\w.]+)` *\| (?:`(?<value>[^`]+)`)? *\|/gm)].map(({ groups }) => [
    groups?.['name'] ?? '',
    groups?.['value'],
  ]),
);

const COMPUTE = {
  cpuUnits: 512,
  memoryMiB: 1024,
  minTasks: 0,
  maxTasks: 1,
  scalingSteps: [{ backlogAtLeast: 1, tasks: 1 }],
} satisfies EcsCompute;
const GIVEN = {
  name: 'make-tea',
  title: 'Tea',
  description: 'Makes tea.',
  input: Type.Object({}),
  result: Type.Object({}),
  compute: COMPUTE,
};
/** The compiler asks for what is missing here. */
const EVERY_COMPUTE_SETTING: Readonly<Record<keyof EcsCompute | keyof LambdaCompute, true>> = {
  kind: true,
  cpuUnits: true,
  memoryMiB: true,
  minTasks: true,
  maxTasks: true,
  scalingSteps: true,
  capacityProvider: true,
  gpus: true,
  maxConcurrency: true,
  ephemeralStorageMiB: true,
};

describe('docs/job-types.md', () => {
  const { compute: _, ...settings } = defineJobType(GIVEN);

  test('tells of every setting, and of no other', () => {
    const ofCompute = Object.keys(EVERY_COMPUTE_SETTING).map((name) => `compute.${name}`);
    expect([...documented.keys()].toSorted()).toEqual([...Object.keys(settings), ...ofCompute].toSorted());
  });

  test.each(Object.entries(settings))('tells the default of %s', (name, value) => {
    const stated = documented.get(name);
    expect(stated === undefined ? undefined : JSON.parse(stated)).toEqual(name in GIVEN ? undefined : value);
  });
});
