import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isInstalled, runProgram } from '../programs.ts';

/** Runs `podman` with these arguments to its end; answers what it prints. */
export type Podman = (...args: readonly string[]) => Promise<string>;

/** What these tests run containers with, and a first process for them. */
export const RUN_WITH = ['podman', 'catatonit'];

/**
 * A podman whose images and containers are in `folder` and nowhere else, so that a base image of these tests is never
 * taken for the real one.
 */
export function createPodman(folder: string): Podman {
  const places = ['root', 'runroot', 'tmpdir'].map((place) => `--${place}=${join(folder, place)}`);
  // Either will do, but crun refuses machines that have cgroups of both versions.
  const runtime = isInstalled('runc') ? ['--runtime=runc'] : [];
  return (...args) => runProgram('podman', [...places, ...runtime, ...args]);
}

/** Removes the folder of a podman that runs nothing any more. */
export async function removePodman(folder: string): Promise<void> {
  // Left mounted by a build that failed; otherwise it is no mount, and umount says so.
  await runProgram('umount', [join(folder, 'root/overlay')]).catch(() => {});
  await rm(folder, { recursive: true, force: true });
}
