import { buildArtifacts } from './build-image.ts';
import { REPOSITORY, type Context } from './context.ts';
import { isPushed, pushImage } from './image.ts';
import { requireAccount, requireCleanTree, requireDocker, requireRepository } from './preconditions.ts';

export const USAGE = `Usage: pnpm image:push [--dry-run]

Builds the worker and its image for linux/arm64 and pushes it to the account's repository, tagged with the commit. An
image that is there already is left as it is: tags are immutable. Needs Docker with buildx, the AWS CLI with credentials,
AWS_REGION, and infra/bootstrap applied once in the account.`;

export async function pushImageCommand({ commands, env, say }: Context): Promise<void> {
  const revision = await requireCleanTree(commands);
  await requireDocker(commands);
  const account = await requireAccount(commands, env);
  const repository = await requireRepository(commands, REPOSITORY, account);
  await buildArtifacts(commands);
  if (await isPushed(commands, REPOSITORY, revision, account)) say('The image of this commit is there already');
  else await pushImage(commands, repository, revision, account);
  say(`Image: ${repository}:${revision}`);
}
