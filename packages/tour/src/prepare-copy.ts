import { copyWithPackage, runIn } from '@jobs/create-job-type/repository-copy';

/** As a platform team does that takes a package of job types in: it is named, and then `pnpm generate` is run. */
export async function prepareCopy(folder: string, signal: AbortSignal): Promise<void> {
  await copyWithPackage(folder, { signal });
  await runIn(folder, ['packages/shared-contracts/scripts/generate.ts'], { signal });
}
