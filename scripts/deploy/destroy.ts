import { PROJECT, REPOSITORY, type Context } from './context.ts';
import { buildArtifacts } from './build-image.ts';
import { findEnvironment, requireSettings } from './environments.ts';
import { requireAccount, requireRepository, requireTerraform } from './preconditions.ts';
import { terraformIn } from './terraform.ts';

export const USAGE = `Usage: pnpm run destroy <environment> [--yes] [--dry-run]
       npm run destroy -- <environment> …

Removes an environment with all of its jobs, files and logs, after showing what goes and asking. What the environment
protects (deletion_protection, force_destroy) stops it: change that there first, and deploy. What infra/bootstrap has made
stays.

Options:
  --yes      destroy without asking
  --dry-run  check what is needed, and show what would be run`;

export interface DestroyOptions {
  readonly environment: string | undefined;
  readonly yes: boolean;
}

export async function destroyCommand(context: Context, options: DestroyOptions): Promise<void> {
  const { root, commands, env, say, confirm } = context;
  const environment = findEnvironment(root, options.environment);
  requireSettings(root, environment, env);
  await requireTerraform(commands);
  const account = await requireAccount(commands, env);
  const repository = await requireRepository(commands, REPOSITORY, account);
  // The configuration reads the zips, also where all that it describes is to go.
  await buildArtifacts(commands);
  const terraform = terraformIn(environment, commands, PROJECT);
  await terraform.init(account);
  await terraform.plan(`${repository}:destroyed`, { destroy: true });
  if (!options.yes && !context.dryRun) {
    await confirm(
      `Destroy ${environment.name} in account ${account.accountId}, ${account.region}, with all of its data?`,
      environment.name,
    );
  }
  await terraform.apply();
  if (!context.dryRun) say(`${environment.name} is gone`);
}
