import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DeployError } from './errors.ts';

const FOLDER = 'infra/environments';

/** An environment that has a folder of Terraform. */
export interface Environment {
  readonly name: string;
  /** From the root. */
  readonly folder: string;
}

/** @throws {DeployError} when none is named, or there is none of that name */
export function findEnvironment(root: string, name: string | undefined): Environment {
  const known = readdirSync(join(root, FOLDER), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(entry.parentPath, entry.name, 'main.tf')))
    .map((entry) => entry.name)
    .toSorted();
  if (name !== undefined && known.includes(name)) return { name, folder: `${FOLDER}/${name}` };
  const list = known.join(', ') || 'none yet';
  throw new DeployError(
    name === undefined ? `Say which environment: ${list}` : `There is no environment "${name}", but ${list}`,
  );
}

/**
 * The account and region that an environment belongs to are written down with it, so that credentials of another
 * account are refused: in its terraform.tfvars, or as TF_VAR_… where a workflow runs.
 * @throws {DeployError} when they are not
 */
export function requireSettings(root: string, { folder }: Environment, env: NodeJS.ProcessEnv): void {
  if (existsSync(join(root, folder, 'terraform.tfvars')) || env['TF_VAR_account_id']) return;
  throw new DeployError(
    `${folder}/terraform.tfvars is missing: copy terraform.tfvars.example there and fill in the account and its settings`,
  );
}
