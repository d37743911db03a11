import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyRepository } from '@jobs/create-job-type/repository-copy';
import { startSharedProvider } from '../terraform/shared-provider.ts';
import { createTerraform } from '../terraform/terraform.ts';
import { FUNCTION_NAMES } from '../wiring/function-problems.ts';

export interface PlannedChange {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
  };
}

interface TestMessage {
  readonly test_plan?: { readonly resource_changes: readonly PlannedChange[] };
}

/** What went wrong is said at the end. */
const SHOWN_CHARACTERS = 3000;
const TESTS = 'tests/src/job-types';

/**
 * Applies a copy of the infrastructure to a mocked account, scaffolds a job type in the copy, and answers what the next
 * plan does with each resource. `folder` is for the copy; the functions' code and the image stay as they are.
 */
export async function planAfter(jobType: string, folder: string): Promise<readonly PlannedChange[]> {
  await copyRepository(folder);
  const infra = join(folder, 'infra');
  await mkdir(join(infra, 'zips'));
  await Promise.all(FUNCTION_NAMES.map((name) => writeFile(join(infra, 'zips', `${name}.zip`), '')));
  // oxlint-disable-next-line node/no-process-env -- Terraform needs PATH and HOME
  const hostEnvironment = { ...process.env, NODE: process.execPath, NEW_JOB_TYPE: jobType };
  const common = { workFolder: folder, hostEnvironment };
  await createTerraform(common).run(['init', '-backend=false', `-test-directory=${TESTS}`], infra);
  const provider = await startSharedProvider(infra, hostEnvironment);
  try {
    const awsEnvironment = { AWS_REGION: 'eu-central-1', ...provider.environment };
    const output = await createTerraform({ ...common, awsEnvironment }).run(
      ['test', '-json', '-verbose', `-test-directory=${TESTS}`, `-filter=${TESTS}/new-job-type.tftest.hcl`],
      infra,
      // It would take down, one by one, what is only made up.
      { until: '"progress":"teardown"' },
    );
    const messages = output.split('\n').filter((line) => line.includes('"type":"test_plan"'));
    const changes = messages.flatMap((line) => (JSON.parse(line) as TestMessage).test_plan?.resource_changes ?? []);
    if (changes.length === 0) throw new Error(`There is no plan:\n${output.slice(-SHOWN_CHARACTERS)}`);
    return changes.filter(({ mode }) => mode === 'managed');
  } finally {
    await provider.stop();
  }
}
