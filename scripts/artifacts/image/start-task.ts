import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Image } from './build-image.ts';
import type { Podman } from './podman.ts';
import type { ContainerDefinition } from './task-definitions.ts';

export interface Task extends AsyncDisposable {
  /** Aborted when the container has ended. */
  readonly ended: AbortSignal;
  /** Runs a command inside as ECS runs health checks. Rejects with what it says unless it ends with 0. */
  run(command: readonly string[]): Promise<string>;
  /** Ends it as ECS does: SIGTERM, and SIGKILL after the stop timeout. @returns the exit code */
  stop(): Promise<number>;
  /** What it has written so far. */
  output(): Promise<string>;
}

// Fewer than on Fargate, so that every machine may give them.
const LIMITS = ['--ulimit=nofile=1024:4096', '--ulimit=nproc=4096:4096'];
/** What a container manager would add, and Fargate does not have or does otherwise. */
const PLAIN = [
  '--network=host',
  '--log-driver=k8s-file',
  '--no-healthcheck',
  '--security-opt=apparmor=unconfined',
  '--http-proxy=false',
  ...LIMITS,
];

/**
 * Starts an image as ECS on Fargate starts it by a task definition.
 * @param account what ECS and AWS give besides, and what replaces the account's own by name
 */
export async function startTask(
  podman: Podman,
  image: Image,
  container: ContainerDefinition,
  account: Readonly<Record<string, string>>,
): Promise<Task> {
  const name = `task-${randomUUID()}`;
  await podman(
    'run',
    '--detach',
    `--name=${name}`,
    ...PLAIN,
    ...confinement(container),
    ...toVariables(container, account),
    image.id,
  );
  const end = new AbortController();
  const exitCode = podman('wait', name)
    .then(Number)
    .finally(() => end.abort());
  // Removing the container ends the waiting when the test has failed before.
  exitCode.catch(() => {});
  return {
    ended: end.signal,
    run: (command) => podman('exec', name, ...command),
    async stop() {
      await podman('stop', `--time=${container.stopTimeout ?? 30}`, name);
      return exitCode;
    },
    output: async () => readFile(await podman('inspect', '--format={{.HostConfig.LogConfig.Path}}', name), 'utf8'),
    async [Symbol.asyncDispose]() {
      await podman('rm', '--force', '--volumes', '--time=0', name);
    },
  };
}

/** Its volumes are the image's: podman gives them the mode of the image's directory, as Fargate does. */
function confinement({ user, readonlyRootFilesystem, linuxParameters }: ContainerDefinition): string[] {
  const { initProcessEnabled = false, capabilities } = linuxParameters ?? {};
  return [
    ...(user === undefined ? [] : [`--user=${user}`]),
    ...(readonlyRootFilesystem ? ['--read-only', '--read-only-tmpfs=false'] : []),
    ...(initProcessEnabled ? ['--init'] : []),
    ...(capabilities?.drop ?? []).map((capability) => `--cap-drop=${capability}`),
  ];
}

/** The task definition's variables, and of the account those that it does not speak of: endpoints and credentials. */
function toVariables({ environment = [] }: ContainerDefinition, account: Readonly<Record<string, string>>): string[] {
  const given = Object.fromEntries(environment.map(({ name, value }) => [name, account[name] ?? value]));
  const byAws = Object.entries(account).filter(([name]) =>
    /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|ENDPOINT_URL_\w+)$/.test(name),
  );
  return Object.entries({ ...given, ...Object.fromEntries(byAws) }).map(([name, value]) => `--env=${name}=${value}`);
}
