import { ProgramFailedError } from '../errors.ts';
import { runProgram } from '../run-program.ts';
import { PROJECT_ROOT } from '../terraform/copy-project.ts';

/** Whose calls are those of deployables. */
const PACKAGES = ['packages/api-handlers', 'packages/worker', 'packages/local-stack'];
/** Minutes of the same calls that others make, and what calls nothing but a store in memory, or nothing. */
const LEFT_OUT = 'local-stack/src/(promises/thousand-jobs|chaos/|model/|docs/)|csv-etl/.*-process';

/**
 * Runs the unit and integration tests of the functions and workers, and has their calls recorded in `folder`. Whether
 * they pass is told where they are run for their own sake.
 */
export async function recordTests(folder: string, hostEnvironment: NodeJS.ProcessEnv): Promise<void> {
  const run = runProgram({
    command: process.execPath,
    args: [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      ...PACKAGES,
      `--testPathIgnorePatterns=${LEFT_OUT}`,
    ],
    directory: PROJECT_ROOT,
    environment: { ...hostEnvironment, RECORD_AWS_CALLS_IN: folder },
  });
  await run.catch((error: unknown) => {
    if (!(error instanceof ProgramFailedError)) throw error;
  });
}
