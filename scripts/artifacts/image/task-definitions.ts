import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { copyProject, createTerraform } from '@jobs/infra-tests/terraform';

/** What ECS is told about a container, as far as it makes a difference to it. Durations are in seconds. */
export interface ContainerDefinition {
  readonly user?: string;
  readonly readonlyRootFilesystem?: boolean;
  readonly stopTimeout?: number;
  readonly environment?: readonly { readonly name: string; readonly value: string }[];
  readonly mountPoints?: readonly { readonly containerPath: string }[];
  readonly linuxParameters?: {
    readonly initProcessEnabled?: boolean;
    readonly capabilities?: { readonly drop?: readonly string[] };
  };
  readonly healthCheck?: {
    readonly command: readonly string[];
    readonly interval: number;
    readonly timeout: number;
    readonly startPeriod: number;
    readonly retries: number;
  };
}

interface Message {
  readonly type: string;
  readonly test_plan?: { readonly resource_changes: readonly ResourceChange[] };
}

interface ResourceChange {
  readonly type: string;
  readonly index?: string;
  readonly address: string;
  readonly change: { readonly after: { readonly container_definitions?: string } };
}

const PLAN = new URL('task-definitions.tftest.hcl', import.meta.url);

/**
 * The container of each job type's task, by the job type, as Terraform plans it on no account at all.
 * @param folder for Terraform's files
 */
export async function planTaskDefinitions(
  folder: string,
  hostEnvironment: NodeJS.ProcessEnv,
): Promise<ReadonlyMap<string, ContainerDefinition>> {
  await mkdir(folder);
  const infra = await copyProject(folder);
  await copyFile(PLAN, join(infra, 'task-definitions.tftest.hcl'));
  const terraform = createTerraform({
    workFolder: folder,
    hostEnvironment,
    awsEnvironment: { AWS_REGION: 'eu-central-1' },
  });
  await terraform.run(['init', '-backend=false'], infra);
  const printed = await terraform.run(['test', '-json', '-verbose', '-filter=task-definitions.tftest.hcl'], infra);
  const messages = printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Message);
  const changes = messages.flatMap(({ test_plan: plan }) => plan?.resource_changes ?? []);
  return new Map(changes.filter(({ type }) => type === 'aws_ecs_task_definition').map(containerOf));
}

function containerOf({ address, change }: ResourceChange): [string, ContainerDefinition] {
  const definitions = change.after.container_definitions;
  if (definitions === undefined) throw new Error(`The plan leaves something unknown of ${address}`);
  const [container, ...more] = JSON.parse(definitions) as ContainerDefinition[];
  if (!container || more.length > 0) throw new Error(`${address} is not one container`);
  const jobType = container.environment?.find(({ name }) => name === 'JOB_TYPE')?.value;
  if (jobType === undefined) throw new Error(`${address} says no JOB_TYPE`);
  return [jobType, container];
}
