import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../run-program.ts';
import { findProviderMirror, mirrorConfig } from './provider-mirror.ts';

export interface Terraform {
  /** `until` ends it once it writes that. @throws {ProgramFailedError} @returns its standard output */
  run(args: readonly string[], directory: string, options?: { readonly until?: string }): Promise<string>;
}

export interface TerraformOptions {
  /** For its own files. */
  readonly workFolder: string;
  readonly hostEnvironment: NodeJS.ProcessEnv;
  /** Credentials and endpoints. */
  readonly awsEnvironment?: Readonly<Record<string, string>>;
}

/** Terraform without questions and colours, with the AWS provider of this machine where it has one. */
export function createTerraform({ workFolder, hostEnvironment, awsEnvironment = {} }: TerraformOptions): Terraform {
  const { TF_CLI_CONFIG_FILE: configured, ...rest } = hostEnvironment;
  const configFile = configured && existsSync(configured) ? configured : writeMirrorConfig(workFolder);
  const environment = {
    ...rest,
    ...awsEnvironment,
    TF_IN_AUTOMATION: 'true',
    TF_INPUT: 'false',
    CHECKPOINT_DISABLE: 'true',
    ...(configFile && { TF_CLI_CONFIG_FILE: configFile }),
  };
  return {
    run: ([name = '', ...args], directory, { until } = {}) =>
      runProgram({ command: 'terraform', args: [name, '-no-color', ...args], directory, environment, until }),
  };
}

function writeMirrorConfig(workFolder: string): string | undefined {
  const mirror = findProviderMirror();
  if (!mirror) return undefined;
  const file = join(workFolder, 'mirror.tfrc');
  writeFileSync(file, mirrorConfig(mirror));
  return file;
}
