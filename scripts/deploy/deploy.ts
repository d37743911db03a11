import { buildArtifacts } from './build-image.ts';
import { PROJECT, REPOSITORY, type Context } from './context.ts';
import { findEnvironment, requireSettings } from './environments.ts';
import { isPushed, pushImage } from './image.ts';
import {
  requireAccount,
  requireCleanTree,
  requireDocker,
  requireRepository,
  requireTerraform,
} from './preconditions.ts';
import { smokeTest } from './smoke-test.ts';
import { terraformIn } from './terraform.ts';

export const USAGE = `Usage: pnpm run deploy <environment> [--yes] [--plan-only] [--dry-run]
       npm run deploy -- <environment> …

Brings an environment to this commit: builds, pushes the workers' image, plans, asks, applies the plan, and puts a real
job through. ("pnpm deploy" without "run" is a command of pnpm's own.)

Options:
  --yes        apply the plan without asking
  --plan-only  build and plan, without pushing, asking or applying
  --dry-run    check what is needed, and show what would be run

Needs Docker with buildx, Terraform 1.11 or newer, the AWS CLI with credentials, AWS_REGION, a clean checkout, and
infra/bootstrap applied once in the account.`;

export interface DeployOptions {
  readonly environment: string | undefined;
  readonly yes: boolean;
  readonly planOnly: boolean;
}

export async function deployCommand(context: Context, options: DeployOptions): Promise<void> {
  const { root, commands, env, say, confirm } = context;
  const environment = findEnvironment(root, options.environment);
  requireSettings(root, environment, env);
  const revision = await requireCleanTree(commands);
  await requireTerraform(commands);
  if (!options.planOnly) await requireDocker(commands);
  const account = await requireAccount(commands, env);
  const repository = await requireRepository(commands, REPOSITORY, account);

  await buildArtifacts(commands);
  if (!options.planOnly && !(await isPushed(commands, REPOSITORY, revision, account))) {
    await pushImage(commands, repository, revision, account);
  }
  const terraform = terraformIn(environment, commands, PROJECT);
  await terraform.init(account);
  await terraform.plan(`${repository}:${revision}`, { readOnly: options.planOnly });
  if (options.planOnly) return;
  if (!options.yes && !context.dryRun) {
    await confirm(
      `Apply this to ${environment.name} in account ${account.accountId}, ${account.region}?`,
      environment.name,
    );
  }
  await terraform.apply();
  if (context.dryRun) {
    say('Would put a job through, and wait for its end');
    return;
  }
  const target = {
    apiEndpoint: await terraform.output('api_endpoint'),
    apiKeysTable: await terraform.output('api_keys_table_name'),
  };
  await smokeTest(commands, account, target, context);
  say(`${environment.name} is at ${revision}: ${target.apiEndpoint}`);
}
