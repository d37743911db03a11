import { startSharedProvider } from './shared-provider.ts';
import { createTerraform, type Terraform, type TerraformOptions } from './terraform.ts';

export interface RunningTerraform {
  readonly terraform: Terraform;
  /** Ends its provider. */
  stop(): Promise<void>;
}

/** Initialises the folder, and starts one provider for all that Terraform is asked to do from then on. */
export async function startTerraform(
  options: TerraformOptions,
  folder: string,
  ...initOptions: readonly string[]
): Promise<RunningTerraform> {
  const { hostEnvironment, awsEnvironment = {} } = options;
  await createTerraform(options).run(['init', ...initOptions], folder);
  // With a bundle of certificates, the provider can be configured only once. Nothing here speaks TLS.
  const { AWS_CA_BUNDLE: _, ...environment } = hostEnvironment;
  const provider = await startSharedProvider(folder, { ...environment, ...awsEnvironment });
  const terraform = createTerraform({ ...options, awsEnvironment: { ...awsEnvironment, ...provider.environment } });
  return { terraform, stop: () => provider.stop() };
}
