import { describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { findJobType, JOB_TYPES } from './catalogue.ts';
import { infrastructureSettings, jobTypeView } from './settings.ts';

const generated = JSON.parse(
  await readFile(new URL('../../generated/job-types.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;

describe('the catalogue of job types', () => {
  test('holds each name once, and finds by it', () => {
    const names = JOB_TYPES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const jobType of JOB_TYPES) expect(findJobType(jobType.name)).toBe(jobType);
    expect(findJobType('make-tea')).toBeUndefined();
    expect(findJobType('__proto__')).toBeUndefined();
  });

  test('is what Terraform reads: generated/job-types.json is fresh', () => {
    expect(generated).toEqual(
      Object.fromEntries(JOB_TYPES.map((jobType) => [jobType.name, infrastructureSettings(jobType)])),
    );
  });

  test('gives every lane a queue, and two receives more than attempts before the dead-letter queue', () => {
    for (const jobType of JOB_TYPES) {
      const { queues, deadLetterQueue, maxReceiveCount } = infrastructureSettings(jobType);
      expect(queues.map(({ name }) => name)).toEqual(jobType.lanes.map((lane) => `${jobType.name}-${lane}`));
      expect(deadLetterQueue).toBe(`${jobType.name}-dead-letters`);
      expect(maxReceiveCount).toBe(jobType.maxAttempts + 2);
    }
  });

  test('closes every input: an unknown field is a mistake that the client should hear of', () => {
    for (const { input, result } of JOB_TYPES) {
      expect([input, result]).toMatchObject([{ additionalProperties: false }, { additionalProperties: false }]);
    }
  });

  test('shows a client all of a job type but its compute', () => {
    for (const jobType of JOB_TYPES) {
      const { compute: _, input, result, name, title, description, ...settings } = jobType;
      expect(jobTypeView(jobType)).toEqual({
        name,
        title,
        description,
        inputSchema: input,
        resultSchema: result,
        settings,
      });
    }
  });
});
