import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildJobFunctions } from '@jobs/bundler';
import { infrastructureSettings } from '@jobs/shared-contracts';
import { startAccount, type Account } from '../account/start-account.ts';
import { runProgram } from '../run-program.ts';
import { copyProject, PROJECT_ROOT } from '../terraform/copy-project.ts';
import { startStateServer } from '../terraform/start-state-server.ts';
import { startTerraform, type RunningTerraform } from '../terraform/start-terraform.ts';
import { JOB_FUNCTIONS } from '../wiring/job-function-problems.ts';
import { DEPLOYED_JOB_TYPES } from './deployed-job-types.ts';

export interface Infrastructure {
  readonly account: Account;
  /** A copy of infra/, which may be changed. */
  readonly folder: string;
  /** For files of the test. */
  readonly workFolder: string;
  readonly readZip: (functionName: string) => Promise<Buffer>;
  /** Brings the account to what the folder says, by what Terraform knows of it. */
  apply(): Promise<void>;
  destroy(): Promise<void>;
  /** Ends the account, and removes the files. */
  close(): Promise<void>;
}

const IMAGE = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/jobs-worker:0123abc';

/** What a destroy must not stop at, and what is not there by default. */
const VARIABLES = {
  environment: 'test',
  image_uri: IMAGE,
  deletion_protection: 'false',
  force_destroy: 'true',
  web_origins: '["https://app.example.com"]',
  alarm_emails: '["on-call@example.com"]',
  tracing: 'true',
};

/** Builds the functions, starts an empty account, and applies the whole root to it in one go. */
export async function applyInfrastructure(hostEnvironment: NodeJS.ProcessEnv): Promise<Infrastructure> {
  const workFolder = await mkdtemp(join(tmpdir(), 'infra-account-'));
  const folder = await copyProject(workFolder);
  await declareJobTypes(workFolder);
  const built = build(join(workFolder, 'dist'), hostEnvironment);
  // Awaited below, unless something else fails before.
  built.catch(() => {});
  const stateServer = await startStateServer();
  await stateServer.keepStateOf(folder);
  const account = await startAccount(hostEnvironment);
  let running: RunningTerraform | undefined;
  const functionsFolder = join(workFolder, 'dist/functions');
  const dashboard = JSON.stringify({ files_directory: join(workFolder, 'dist/dashboard') });
  const variables = Object.entries({ ...VARIABLES, functions_directory: functionsFolder, dashboard });
  const change = async (command: 'apply' | 'destroy') => {
    const given = variables.map(([name, value]) => `-var=${name}=${value}`);
    // The account reads back a few attributes in other words than AWS: they are no drift.
    await running?.terraform.run([command, '-auto-approve', '-refresh=false', '-parallelism=50', ...given], folder);
  };
  const close = async () => {
    await Promise.allSettled([built]);
    await running?.stop();
    await account.stop();
    stateServer.stop();
    await rm(workFolder, { recursive: true, force: true });
  };
  try {
    running = await startTerraform({ workFolder, hostEnvironment, awsEnvironment: account.environment }, folder);
    await built;
    await change('apply');
  } catch (error) {
    await close();
    throw error;
  }
  return {
    account,
    folder,
    workFolder,
    readZip: (functionName) => readFile(join(functionsFolder, `${functionName}.zip`)),
    apply: () => change('apply'),
    destroy: () => change('destroy'),
    close,
  };
}

/** Writes the deployed job types where Terraform reads them in the copy. */
async function declareJobTypes(workFolder: string): Promise<void> {
  const settings = DEPLOYED_JOB_TYPES.map((jobType) => [jobType.name, infrastructureSettings(jobType)]);
  const file = join(workFolder, 'packages/shared-contracts/generated/job-types.json');
  await writeFile(file, JSON.stringify(Object.fromEntries(settings)));
}

async function build(out: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const script = join(PROJECT_ROOT, 'scripts/build/main.ts');
  await runProgram({
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', script, '--out', out],
    directory: PROJECT_ROOT,
    environment,
  });
  await buildJobFunctions(
    PROJECT_ROOT,
    join(out, 'functions/jobs'),
    JOB_FUNCTIONS.map(({ name }) => name),
  );
}
