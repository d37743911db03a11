import type { Context } from '../deploy/context.ts';
import { findEnvironment } from '../deploy/environments.ts';
import { CommandFailedError, DeployError } from '../deploy/errors.ts';
import { requireAccount } from '../deploy/preconditions.ts';
import type { ApiKeyItem } from './api-key-item.ts';

/** The table of API keys of an environment, by way of the AWS CLI. */
export interface DeployedApiKeys {
  put(item: ApiKeyItem): Promise<void>;
  all(): Promise<readonly ApiKeyItem[]>;
  /** A key that is revoked already keeps its time. */
  revoke(keyHash: string, now: number): Promise<void>;
}

/**
 * The environment's table, named as infra/modules/job-store names it.
 * @throws {DeployError} when there is no such environment, or no AWS account to find it in
 */
export async function openApiKeys(context: Context, environment: string | undefined): Promise<DeployedApiKeys> {
  const { root, commands, env } = context;
  const { name } = findEnvironment(root, environment);
  const { region } = await requireAccount(commands, env);
  const table = ['--region', region, '--table-name', `jobs-${name}-api-keys`];
  return {
    put: (item) =>
      commands.act('aws', ['dynamodb', 'put-item', ...table, '--item', JSON.stringify(item)], { quiet: true }),
    all: async () => {
      const answer = await commands.ask('aws', ['dynamodb', 'scan', ...table, '--output', 'json']).catch(explain);
      return (JSON.parse(answer) as { readonly Items: readonly ApiKeyItem[] }).Items;
    },
    revoke: (keyHash, now) =>
      commands.act(
        'aws',
        [
          'dynamodb',
          'update-item',
          ...table,
          `--key=${JSON.stringify({ keyHash: { S: keyHash } })}`,
          '--update-expression=SET revokedAt = if_not_exists(revokedAt, :now)',
          // It may have been forgotten meanwhile: an update would make a key of nobody.
          '--condition-expression=attribute_exists(keyHash)',
          `--expression-attribute-values=${JSON.stringify({ ':now': { N: String(now) } })}`,
        ],
        { quiet: true },
      ),
  };
}

function explain(error: unknown): never {
  if (error instanceof CommandFailedError && error.stderr.includes('ResourceNotFoundException')) {
    throw new DeployError('The environment has no table of API keys here: deploy it first, or look at AWS_REGION', {
      cause: error,
    });
  }
  throw error;
}
