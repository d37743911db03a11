import { describe, expect, test } from '@jest/globals';
import { defineJobType, JOB_TYPES as DECLARED, type InfrastructureSettings } from '@jobs/shared-contracts';
import jobTypesJson from '@jobs/shared-contracts/job-types.json' with { type: 'json' };
import * as fc from 'fast-check';
import { AWS } from '../simulate/environment.ts';
import { doublingSteps, neighboursOf } from './candidate-steps.ts';
import { recommendationText } from './recommendation-text.ts';
import { recommendSteps, type RecommendOptions } from './recommend-steps.ts';

const JOB_TYPES = jobTypesJson as Readonly<Record<string, InfrastructureSettings>>;
const textAnalyze = DECLARED.find(({ name }) => name === 'text-analyze');
const MINUTE_MS = 60_000;

const options = (changes: Partial<RecommendOptions>): RecommendOptions => ({
  declaration: { settings: JOB_TYPES['text-analyze'] as InfrastructureSettings, scaleInAfterMinutes: 5 },
  waitTargetMs: 60_000,
  environment: AWS,
  seed: 1,
  rounds: 1,
  arrivals: (random) => Array.from({ length: 100 }, (_, i) => (i + random()) * 10_000),
  drawWorkMs: () => 20_000,
  quietMs: 10 * MINUTE_MS,
  windowMs: 30 * MINUTE_MS,
  ...changes,
});

/** Throws when a declaration would be refused. */
const declare = (compute: Parameters<typeof defineJobType>[0]['compute']) =>
  defineJobType({ ...(textAnalyze as Parameters<typeof defineJobType>[0]), compute });

describe('a recommendation', () => {
  test('meets its target with other random numbers, and a declaration may have its steps', () => {
    const recommendation = recommendSteps(options({}));
    expect(recommendation.isMet).toBe(true);
    expect(recommendation.found.waitSeconds.p95).toBeLessThanOrEqual(60);
    expect(() => declare(recommendation.compute)).not.toThrow();
    expect(recommendationText(recommendation, 'text-analyze')).toContain(
      `scalingSteps: [\n      { backlogAtLeast: 1, tasks: ${recommendation.compute.scalingSteps[0]?.tasks} },`,
    );
  });

  test('costs less, the longer jobs may wait', () => {
    const costs = [1, 60, 1200].map(
      (seconds) => recommendSteps(options({ waitTargetMs: seconds * 1000 })).found.dollars,
    );
    expect(costs[1]).toBeLessThan(costs[0] ?? 0);
    expect(costs[2]).toBeLessThanOrEqual(costs[1] ?? 0);
  });

  test('says so when no steps are enough', () => {
    const recommendation = recommendSteps(options({ waitTargetMs: 10 }));
    expect(recommendation.isMet).toBe(false);
    expect(recommendationText(recommendation, 'text-analyze')).toMatch(/^With none of \d+ choices of steps/);
  });
});

describe('what is tried', () => {
  test('doubles the tasks up to the most', () => {
    expect(doublingSteps(10, 0, 5)).toEqual([
      { backlogAtLeast: 1, tasks: 1 },
      { backlogAtLeast: 10, tasks: 2 },
      { backlogAtLeast: 20, tasks: 4 },
      { backlogAtLeast: 40, tasks: 5 },
    ]);
    expect(doublingSteps(10, 3, 3)).toEqual([{ backlogAtLeast: 1, tasks: 3 }]);
  });

  test('is always what a declaration may have', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 500, noNaN: true }),
        fc.nat({ max: 20 }),
        fc.nat({ max: 30 }),
        (jobs, min, more) => {
          const maxTasks = Math.max(1, min + more);
          const candidate = { minTasks: min, maxTasks, scalingSteps: doublingSteps(jobs, min, maxTasks) };
          for (const each of [candidate, ...neighboursOf(candidate)]) {
            expect(() => declare({ cpuUnits: 512, memoryMiB: 2048, ...each })).not.toThrow();
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
