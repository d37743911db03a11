import { optional, readEnvironment, text, wholeNumber, withDefault, type Environment } from '@jobs/job-store';

/** Which runs of the model to make. */
export interface ModelRuns {
  readonly seed: number;
  readonly numRuns: number;
  /** Of a run that failed: where in the runs of its seed it is. */
  readonly path?: string | undefined;
  /** Of a run that failed: which of its commands were left when it had been made smaller. */
  readonly replayPath?: string | undefined;
}

export const DEFAULT_RUNS: ModelRuns = { seed: 4, numRuns: 500 };

const MAX_SEED = 2 ** 31 - 1;

/** @throws {InvalidConfigurationError} naming every variable that is malformed */
export const loadModelRuns = (env: Environment): ModelRuns =>
  readEnvironment(env, {
    seed: withDefault('MODEL_SEED', (name) => wholeNumber(name, { min: 0, max: MAX_SEED }), DEFAULT_RUNS.seed),
    numRuns: withDefault('MODEL_RUNS', (name) => wholeNumber(name, { min: 1, max: 1e7 }), DEFAULT_RUNS.numRuns),
    path: optional('MODEL_PATH', text),
    replayPath: optional('MODEL_REPLAY_PATH', text),
  });
