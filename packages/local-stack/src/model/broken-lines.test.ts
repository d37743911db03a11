import { describe, expect, test } from '@jest/globals';
import { BROKEN_LINES } from './broken-lines.ts';
import type { ModelRuns } from './load-model-runs.ts';
import { ModelViolationError } from './model-violation-error.ts';
import { failedRun, failureReport } from './report-failure.ts';
import { checkModel } from './run-model.ts';

/** More than it takes by far, so that a change of the protocol may reorder the runs. */
const RUNS: ModelRuns = { seed: 1, numRuns: 2000 };

describe('the model finds the broken line when', () => {
  test.each(BROKEN_LINES)(
    '$what: “$caughtBy”',
    async ({ mutation, caughtBy, declared = 'alone', seed = RUNS.seed }) => {
      const { failed, errorInstance } = await checkModel(
        { ...RUNS, seed },
        { mutation, invariant: caughtBy, declared, maxShrinks: 0 },
      );
      expect(failed).toBe(true);
      // Not an error in the broken line itself.
      expect(errorInstance).toBeInstanceOf(ModelViolationError);
    },
    120_000,
  );
});

describe('a run that fails', () => {
  const line = BROKEN_LINES.find(({ what }) => what === 'a release counts the attempt');
  /** One that fails soon. */
  const runs = { ...RUNS, seed: 3 };
  const wanted = {
    ...(line && { mutation: line.mutation, invariant: line.caughtBy }),
    declared: 'alone',
    maxShrinks: 10,
  } as const;

  test('is made smaller, and is the same when it is run again from what is printed', async () => {
    const first = await checkModel(runs, wanted);
    expect(first.numShrinks).toBeGreaterThan(0);
    const run = failedRun(first) ?? runs;
    const again = await checkModel(run, { ...wanted, maxShrinks: 0 });
    expect(again.errorInstance).toEqual(first.errorInstance);
    const { journal } = again.errorInstance as ModelViolationError;
    expect(journal).toEqual((first.errorInstance as ModelViolationError).journal);
    const report = failureReport(first);
    expect(report).toContain(`MODEL_SEED=${run.seed} MODEL_PATH='${run.path}' MODEL_REPLAY_PATH='${run.replayPath}'`);
    expect(report).toContain('a release burns no attempt');
    expect(report).toContain(journal.at(-1));
  }, 300_000);
});
