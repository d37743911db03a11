import type { Commands } from './commands.ts';
import { CommandFailedError } from './errors.ts';
import type { Account } from './preconditions.ts';

/** What the task definitions say. */
const PLATFORM = 'linux/arm64';

// Without provenance: an attestation is an untagged manifest of its own, which the repository's lifecycle would remove.
const buildArgs = (revision: string, tag: string) =>
  `buildx build --platform ${PLATFORM} --build-arg REVISION=${revision} --provenance=false --tag ${tag}`.split(' ');

/** Builds the image into the local Docker. */
export function buildImage(commands: Commands, revision: string, tag: string): Promise<void> {
  return commands.act('docker', [...buildArgs(revision, tag), '--load', '.']);
}

/** Whether the repository has that tag already. Tags are immutable: what is there is what was built from the commit. */
export async function isPushed(commands: Commands, repositoryName: string, tag: string, account: Account) {
  const image = ['--repository-name', repositoryName, '--image-ids', `imageTag=${tag}`];
  try {
    await commands.ask('aws', ['ecr', 'describe-images', '--region', account.region, ...image]);
    return true;
  } catch (error) {
    if (error instanceof CommandFailedError && error.stderr.includes('ImageNotFoundException')) return false;
    throw error;
  }
}

/**
 * Layers in zstd, which Fargate unpacks faster than gzip: a task starts about a quarter earlier. Also those of the base
 * image, which come in gzip.
 * https://aws.amazon.com/blogs/containers/reducing-aws-fargate-startup-times-with-zstd-compressed-container-images/
 */
const PUSH_IN_ZSTD = ['--output', 'type=image,push=true,oci-mediatypes=true,compression=zstd,force-compression=true'];

/** Only Docker's own builder can't: the one that a new Docker has until another is made. */
async function canCompress(commands: Commands): Promise<boolean> {
  const builder = await commands.ask('docker', ['buildx', 'inspect']);
  return /^Driver:\s+(?!docker$)\S+$/m.test(builder);
}

/** Builds the image and pushes it, tagged with its commit. */
export async function pushImage(commands: Commands, repository: string, revision: string, account: Account) {
  const [registry = ''] = repository.split('/');
  const password = await commands.ask('aws', ['ecr', 'get-login-password', '--region', account.region]);
  await commands.act('docker', ['login', '--username', 'AWS', '--password-stdin', registry], { input: password });
  const push = (await canCompress(commands)) ? PUSH_IN_ZSTD : ['--push'];
  await commands.act('docker', [...buildArgs(revision, `${repository}:${revision}`), ...push, '.']);
}
