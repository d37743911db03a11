import { describe, expect, test } from '@jest/globals';
import { placeInJobs, readJobs } from './read-jobs.ts';

const JOB = { type: 'text-analyze', input: { source: { text: 'Hello' } } };
const line = JSON.stringify(JOB);

describe('the jobs of a batch', () => {
  test.each([
    ['a list', JSON.stringify([JOB, JOB], undefined, 2), 2],
    ['one in each line', `${line}\n\n${line}\r\n`, 2],
    ['one alone, over several lines', JSON.stringify(JOB, undefined, 2), 1],
    ['nothing of a list', '[]', 0],
  ])('are written as %s', (_, text, count) => {
    expect(readJobs(text)).toEqual({ jobs: Array.from({ length: count }, () => JOB), faults: [] });
  });

  test.each([
    ['nothing', ' \n', /^is required$/],
    ['a list that is cut off', `[${line},`, /^must be JSON: /],
    ['a line that is no JSON', `${line}\n{broken`, /line 2 is not/],
  ])('are not %s, and it is told what is wrong', (_, text, detail) => {
    expect(readJobs(text)).toEqual({
      jobs: [],
      faults: [{ pointer: '#/jobs', detail: expect.stringMatching(detail) }],
    });
  });

  test.each([
    ['#/jobs', ''],
    ['#/jobs/3', '#3'],
    ['#/jobs/12/input/sources/0', '#12 input/sources/0'],
  ])('are named by their places: %s', (pointer, place) => {
    expect(placeInJobs(pointer)).toBe(place);
  });
});
