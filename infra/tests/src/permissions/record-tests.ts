import { ProgramFailedError } from '../errors.ts';
import { runProgram } from '../run-program.ts';
import { PROJECT_ROOT } from '../terraform/copy-project.ts';

/**
 * Runs the unit and integration tests of the functions and workers, and has their calls recorded in `folder`. Whether
 * they pass is told where they are run for their own sake.
 */
async function recordTests(folder: string, hostEnvironment: NodeJS.ProcessEnv): Promise<void> {
  const run = runProgram({
    command: process.execPath,
    args: [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      '--selectProjects',
      'recorded',
    ],
    directory: PROJECT_ROOT,
    environment: { ...hostEnvironment, RECORD_AWS_CALLS_IN: folder },
  });
  await run.catch((error: unknown) => {
    if (!(error instanceof ProgramFailedError)) throw error;
  });
}

/** Where the calls of these tests are: those that a run just before this one recorded, or they are recorded now. */
export async function recordedTests(folder: string, hostEnvironment: NodeJS.ProcessEnv): Promise<string> {
  const { RECORDED_AWS_CALLS: recorded } = hostEnvironment;
  if (recorded) return recorded;
  await recordTests(folder, hostEnvironment);
  return folder;
}
