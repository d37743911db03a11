import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface SharedProvider {
  /** Has Terraform use this provider instead of starting one. */
  readonly environment: { readonly TF_REATTACH_PROVIDERS: string };
  stop(): Promise<void>;
}

const PROVIDER = /\/terraform-provider-aws_[^/]*$/;
const ATTACHED_BY = /TF_REATTACH_PROVIDERS='(?<value>[^']+)'/;

/**
 * Starts the AWS provider that `terraform init` has put into the folder, once for many runs of Terraform: each run of a
 * test would start its own, which takes several times as long as the run itself.
 * See https://developer.hashicorp.com/terraform/plugin/debugging#starting-a-provider-in-debug-mode
 */
export async function startSharedProvider(folder: string, hostEnvironment: NodeJS.ProcessEnv): Promise<SharedProvider> {
  const installed = join(folder, '.terraform/providers');
  const program = readdirSync(installed, { recursive: true, encoding: 'utf8' })
    .map((entry) => join(installed, entry))
    .find((path) => PROVIDER.test(path));
  if (!program) throw new Error(`terraform init has put no AWS provider into ${installed}`);
  const provider = spawn(program, ['-debug'], { env: hostEnvironment, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(provider, 'exit');
  const stop = async () => {
    provider.kill();
    await ended;
  };
  for await (const line of createInterface({ input: provider.stdout })) {
    const { value } = ATTACHED_BY.exec(line)?.groups ?? {};
    if (value === undefined) continue;
    provider.stdout.resume();
    return { environment: { TF_REATTACH_PROVIDERS: value }, stop };
  }
  throw new Error('The AWS provider ended at its start');
}
