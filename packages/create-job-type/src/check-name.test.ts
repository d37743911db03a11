import { describe, expect, test } from '@jest/globals';
import { JOB_TYPES } from '@jobs/shared-contracts';
import { checkName } from './check-name.ts';
import { ROOT } from './repository-copy/index.ts';

describe('the name of a new job type', () => {
  test.each(['word-count', 'a', 'make-2-copies', 'a'.repeat(40)])('may be %s', (name) => {
    expect(() => checkName(ROOT, name)).not.toThrow();
  });

  test.each([
    ['', /must be kebab-case/],
    ['WordCount', /must be kebab-case/],
    ['word_count', /must be kebab-case/],
    ['../word', /must be kebab-case/],
    ['a'.repeat(41), /at most 40 characters/],
    ['delete', /in code it would be "delete", which is something else/],
    ['find-job-type', /in code it would be "findJobType", which is something else/],
    ['abort-point', /in code it would be "abortPoint", which is something else/],
    ['settings', /settings\.ts is there already/],
    ['testing', /jobs\/testing is there already/],
    ['failing', /failing\.json is there already/],
    ...JOB_TYPES.map(({ name }) => [name, /There is a job type ".+" already/] as const),
  ])('may not be “%s”', (name, reason) => {
    expect(() => checkName(ROOT, name)).toThrow(reason);
  });
});
