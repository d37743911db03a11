import type { Commands } from './commands.ts';
import type { Environment } from './environments.ts';
import type { Account } from './preconditions.ts';
import { DeployError } from './errors.ts';

/** In the environment's folder; holds values of the plan, so it is in .gitignore. */
const PLAN_FILE = 'deploy.tfplan';

/** Terraform in an environment's folder. */
export function terraformIn({ folder }: Environment, commands: Commands, project: string) {
  const chdir = `-chdir=${folder}`;
  return {
    /** The state bucket is named as infra/bootstrap names it: by project, account and region. */
    init: ({ accountId, region }: Account) =>
      commands.act('terraform', [
        chdir,
        'init',
        '-input=false',
        '-reconfigure',
        `-backend-config=bucket=${project}-terraform-state-${accountId}-${region}`,
        `-backend-config=region=${region}`,
      ]),
    /** A plan that is only looked at takes no lock: whoever makes it may have no right to write. */
    plan: (imageUri: string, options: { destroy?: boolean; readOnly?: boolean } = {}) =>
      commands.act('terraform', [
        chdir,
        'plan',
        ...(options.destroy ? ['-destroy'] : []),
        ...(options.readOnly ? ['-lock=false'] : []),
        '-input=false',
        `-var=image_uri=${imageUri}`,
        `-out=${PLAN_FILE}`,
      ]),
    /** Applies the plan that was shown, and nothing that has come since. */
    apply: () => commands.act('terraform', [chdir, 'apply', '-input=false', PLAN_FILE]),
    /** @throws {DeployError} when there is no such output */
    output: async (output: string): Promise<string> => {
      const value: unknown = JSON.parse(await commands.ask('terraform', [chdir, 'output', '-json', output]));
      if (typeof value !== 'string') throw new DeployError(`Terraform's output ${output} is no text`);
      return value;
    },
  };
}
