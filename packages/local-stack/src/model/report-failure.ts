import type { RunDetails } from 'fast-check';
import type { Command } from './commands.ts';
import type { Declaration } from './model-job-type.ts';
import type { ModelRuns } from './load-model-runs.ts';
import { ModelViolationError } from './model-violation-error.ts';
import type { ClockSkew } from './skewed-clock.ts';

type Details = RunDetails<
  [scheduleSeed: number, commands: Iterable<Command>, clocks: readonly ClockSkew[], declaration: Declaration]
>;

const asText = (commands: { toString(): string } | undefined) => commands?.toString() ?? '';

/** Which run failed, so that it alone is made again; undefined when none did. */
export function failedRun({ failed, seed, counterexamplePath, counterexample }: Details): ModelRuns | undefined {
  if (!failed) return undefined;
  // fast-check tells it nowhere else.
  const replayPath = /replayPath="([^"]*)"/.exec(asText(counterexample?.[1]))?.[1];
  return { seed, numRuns: 1, path: counterexamplePath ?? '', replayPath };
}

/** What is printed of a failure: the invariant, the commands, how to run it again, and all that happened. */
export function failureReport(details: Details): string {
  const run = failedRun(details);
  const error = details.errorInstance;
  const { message, journal } = error instanceof ModelViolationError ? error : { message: String(error), journal: [] };
  const variables = `MODEL_SEED=${run?.seed} MODEL_PATH='${run?.path}' MODEL_REPLAY_PATH='${run?.replayPath}'`;
  return [
    message,
    `after ${details.numRuns} runs, made smaller ${details.numShrinks} times. To run it again:`,
    `  ${variables} npm test -- model.test`,
    'Commands:',
    ...[...(details.counterexample?.[1] ?? [])].map((command) => `  ${command.toString()}`),
    `Clocks: ${JSON.stringify(details.counterexample?.[2])}`,
    `The job type: ${JSON.stringify(details.counterexample?.[3])}`,
    'What happened:',
    ...journal.map((line) => `  ${line}`),
  ].join('\n');
}
