import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../programs.ts';
import { provideBaseImage } from './base-image.ts';
import type { Podman } from './podman.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;

/** Node's names, and those of images. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64' };

export interface Image {
  readonly id: string;
  readonly user: string;
  readonly volumes: readonly string[];
  readonly revision: string | undefined;
  /** Durations are in seconds. */
  readonly healthCheck: {
    readonly command: readonly string[];
    readonly interval: number;
    readonly timeout: number;
    readonly startPeriod: number;
    readonly retries: number;
  };
}

/** As podman shows it; durations are in nanoseconds. */
interface Inspected {
  readonly Id: string;
  readonly Config: {
    readonly User?: string;
    readonly Volumes?: Readonly<Record<string, object>>;
    readonly Labels?: Readonly<Record<string, string>>;
  };
  readonly Healthcheck?: {
    readonly Test?: readonly string[];
    readonly Interval?: number;
    readonly Timeout?: number;
    readonly StartPeriod?: number;
    readonly Retries?: number;
  };
}

/** Builds the worker, and its image for this machine's architecture by the Dockerfile as it is. */
export async function buildImage(podman: Podman, folder: string, revision: string): Promise<Image> {
  for (const file of ['Dockerfile', '.dockerignore']) await copyFile(join(ROOT, file), join(folder, file));
  await runProgram(process.execPath, [join(ROOT, 'scripts/build/main.ts'), '--out', join(folder, 'dist')]);
  await provideBaseImage(podman, await baseOf(join(folder, 'Dockerfile')), folder);
  const platform = `--platform=linux/${ARCHITECTURES[process.arch] ?? process.arch}`;
  const settings = [platform, '--isolation=chroot', '--pull=never', '--layers=false', '--quiet'];
  // OCI's own format has no place for a health check.
  const id = await podman('build', '--format=docker', ...settings, `--build-arg=REVISION=${revision}`, folder);
  const [inspected] = JSON.parse(await podman('image', 'inspect', id)) as [Inspected];
  return imageOf(inspected);
}

/** The one image that every stage of a Dockerfile begins with. */
async function baseOf(dockerfile: string): Promise<string> {
  const instructions = (await readFile(dockerfile, 'utf8')).matchAll(/^FROM (?:--\S+ )*(?<image>\S+)/gm);
  const [base, ...others] = new Set([...instructions].map(({ groups }) => groups?.['image'] ?? ''));
  if (!base || others.length > 0) throw new Error('The stages of the Dockerfile do not begin with one image');
  return base;
}

const seconds = (nanoseconds = 0) => nanoseconds / 1e9;

function imageOf({ Id: id, Config: config, Healthcheck: check }: Inspected): Image {
  return {
    id,
    user: config.User ?? '',
    volumes: Object.keys(config.Volumes ?? {}),
    revision: config.Labels?.['org.opencontainers.image.revision'],
    healthCheck: {
      command: check?.Test ?? [],
      interval: seconds(check?.Interval),
      timeout: seconds(check?.Timeout),
      startPeriod: seconds(check?.StartPeriod),
      retries: check?.Retries ?? 0,
    },
  };
}
