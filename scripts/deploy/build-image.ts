import type { Context } from './context.ts';
import { buildImage } from './image.ts';
import { readRevision, requireDocker } from './preconditions.ts';
import { REPOSITORY } from './context.ts';

export const USAGE = `Usage: pnpm image:build [--dry-run]

Builds the worker and its image for linux/arm64 into the local Docker, as ${REPOSITORY}:<commit>, or
${REPOSITORY}:<commit>-dirty when there are changes that are not committed.`;

export async function buildImageCommand({ commands, say }: Context): Promise<void> {
  const { sha, dirty } = await readRevision(commands);
  await requireDocker(commands);
  const tag = `${REPOSITORY}:${sha}${dirty ? '-dirty' : ''}`;
  await buildArtifacts(commands);
  await buildImage(commands, sha, tag);
  say(`Image: ${tag}`);
}

/** What Terraform and the Dockerfile take up. */
export const buildArtifacts = (commands: Context['commands']): Promise<void> =>
  commands.act('node', ['scripts/run.mjs', 'build']);
