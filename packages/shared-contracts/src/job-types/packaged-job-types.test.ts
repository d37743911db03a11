import { describe, expect, test } from '@jest/globals';
import Type from 'typebox';
import { defineJobType, type JobType } from './define-job-type.ts';
import { InvalidJobTypePackagesError, packagedJobTypes, type JobTypePackage } from './packaged-job-types.ts';

const typeNamed = (name: string) =>
  defineJobType({
    name,
    title: 'Tea',
    description: 'Makes tea.',
    input: Type.Object({}),
    result: Type.Object({}),
    compute: {
      cpuUnits: 512,
      memoryMiB: 1024,
      minTasks: 0,
      maxTasks: 1,
      scalingSteps: [{ backlogAtLeast: 1, tasks: 1 }],
    },
  });

const [tea, coffee] = [typeNamed('make-tea'), typeNamed('make-coffee')];

function problemsOf(packages: Readonly<Record<string, unknown>>): readonly string[] {
  try {
    packagedJobTypes(packages as Record<string, JobTypePackage>, ['csv-etl']);
  } catch (error) {
    if (error instanceof InvalidJobTypePackagesError) return error.problems;
    throw error;
  }
  return [];
}

describe('job types of packages', () => {
  test('are taken as they are, from each package', () => {
    const [first, second] = packagedJobTypes({ '@acme/tea': { jobTypes: [tea] }, coffee: { jobTypes: [coffee] } }, []);
    expect(first).toBe(tea);
    expect(second).toBe(coffee);
  });

  test('may be none', () => {
    expect(packagedJobTypes({}, ['csv-etl'])).toEqual([]);
    expect(problemsOf({ '@acme/none': { jobTypes: [] } })).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['no list', {}, '@acme/tea/job-types exports no list "jobTypes"'],
    ['a job type instead of a list', { jobTypes: tea }, '@acme/tea/job-types exports no list "jobTypes"'],
    ['nothing', { jobTypes: [undefined] }, 'jobTypes[0] of @acme/tea/job-types was not made by defineJobType'],
    [
      'a declaration that nobody has completed',
      { jobTypes: [tea, { name: 'make-cocoa', title: 'Cocoa' }] },
      'jobTypes[1] of @acme/tea/job-types was not made by defineJobType',
    ],
    [
      'a setting that is refused here',
      { jobTypes: [{ ...tea, maxAttempts: 1000 } satisfies JobType] },
      '"make-tea" of @acme/tea: maxAttempts must be whole, from 1 to 20',
    ],
    ['a name twice', { jobTypes: [tea, tea] }, '"make-tea" of @acme/tea is declared by @acme/tea already'],
    [
      'a name of this repository',
      { jobTypes: [typeNamed('csv-etl')] },
      '"csv-etl" of @acme/tea is declared by this repository already',
    ],
  ])('are refused for %s', (_, exported, problem) => {
    expect(problemsOf({ '@acme/tea': exported })).toEqual([problem]);
  });

  test('are refused when two packages declare the same, with all other faults', () => {
    expect(problemsOf({ tea: { jobTypes: [tea] }, other: { jobTypes: [tea] }, third: {} })).toEqual([
      '"make-tea" of other is declared by tea already',
      'third/job-types exports no list "jobTypes"',
    ]);
  });
});
