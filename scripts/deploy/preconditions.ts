import type { Commands } from './commands.ts';
import { CommandFailedError, DeployError } from './errors.ts';

/** Asks, and says what to do about it when the answer is a failure. */
async function askOr(
  commands: Commands,
  [command, ...args]: readonly [string, ...string[]],
  advice: string | ((failure: CommandFailedError) => string | undefined),
): Promise<string> {
  try {
    return await commands.ask(command, args);
  } catch (error) {
    if (!(error instanceof CommandFailedError)) throw error;
    if (error.exit === 'ENOENT') throw new DeployError(`${command} is not installed: ${WHERE[command] ?? ''}`);
    const message = typeof advice === 'string' ? advice : advice(error);
    if (message === undefined) throw error;
    throw new DeployError(message, { cause: error });
  }
}

const WHERE: Readonly<Record<string, string>> = {
  aws: 'https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html',
  docker: 'https://docs.docker.com/engine/install/',
  git: 'https://git-scm.com',
  terraform: 'https://developer.hashicorp.com/terraform/install',
};

export interface Revision {
  /** The commit's full SHA. */
  readonly sha: string;
  /** Whether files differ from that commit. */
  readonly dirty: boolean;
}

export async function readRevision(commands: Commands): Promise<Revision> {
  const sha = await askOr(commands, ['git', 'rev-parse', 'HEAD'], 'There is no commit here that could be deployed');
  const changes = await askOr(commands, ['git', 'status', '--porcelain'], 'git does not answer');
  return { sha, dirty: changes !== '' };
}

/** @throws {DeployError} when what would be deployed is in no commit */
export async function requireCleanTree(commands: Commands): Promise<string> {
  const { sha, dirty } = await readRevision(commands);
  if (!dirty) return sha;
  throw new DeployError(
    'There are changes that are not committed. An image is named after its commit, so commit or stash them first (git status shows them).',
  );
}

export async function requireDocker(commands: Commands): Promise<void> {
  await askOr(
    commands,
    ['docker', 'info', '--format', '{{.ServerVersion}}'],
    'Docker is installed but does not answer: start it and try again',
  );
  await askOr(
    commands,
    ['docker', 'buildx', 'version'],
    'Docker has no buildx plugin: https://docs.docker.com/build/install-buildx/',
  );
}

export async function requireTerraform(commands: Commands): Promise<void> {
  const answer = await askOr(commands, ['terraform', 'version', '-json'], 'terraform does not answer');
  const version = (JSON.parse(answer) as { terraform_version: string }).terraform_version;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 1 || (major === 1 && minor < 11)) {
    throw new DeployError(`Terraform ${version} is too old: 1.11 or newer is needed, for locks in S3`);
  }
}

export interface Account {
  readonly accountId: string;
  readonly region: string;
}

/** @throws {DeployError} when AWS does not know who asks, or the region is not said */
export async function requireAccount(commands: Commands, env: NodeJS.ProcessEnv): Promise<Account> {
  const region = env['AWS_REGION'] || env['AWS_DEFAULT_REGION'];
  if (!region) throw new DeployError('AWS_REGION is not set: say which region to deploy to, for instance eu-central-1');
  const accountId = await askOr(
    commands,
    ['aws', 'sts', 'get-caller-identity', '--query', 'Account', '--output', 'text'],
    'There are no working AWS credentials: log in (aws sso login, or aws configure) and set AWS_PROFILE',
  );
  return { accountId, region };
}

/**
 * The image repository that infra/bootstrap has made in this account.
 * @throws {DeployError} when it has not been applied
 */
export async function requireRepository(commands: Commands, name: string, { region }: Account): Promise<string> {
  const query = ['--query', 'repositories[0].repositoryUri', '--output', 'text'];
  return askOr(
    commands,
    ['aws', 'ecr', 'describe-repositories', '--region', region, '--repository-names', name, ...query],
    ({ stderr }) =>
      stderr.includes('RepositoryNotFoundException')
        ? `There is no image repository "${name}" in ${region}: apply infra/bootstrap once for this account first`
        : undefined,
  );
}
