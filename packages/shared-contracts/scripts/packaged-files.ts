import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { JOB_TYPE_PACKAGES } from '../src/job-types/packages.ts';
import type { JobTypePackage } from '../src/job-types/packaged-job-types.ts';

const HEADER = '// Made by "pnpm generate" from packages/shared-contracts/src/job-types/packages.ts. Do not edit.\n';

/** What is made of the packages of job types: where the worker looks for a handler, and a sample, of each type. */
export async function packagedFiles(): Promise<Record<string, string>> {
  const declared = Object.entries<JobTypePackage>(JOB_TYPE_PACKAGES).flatMap(([name, { jobTypes }]) =>
    jobTypes.map((jobType) => ({ name, type: jobType.name })),
  );
  const files = declared.map(async ({ name, type }) => {
    fileOf(`${name}/handlers/${type}`);
    const sample = await readFile(fileOf(`${name}/examples/${type}.json`), 'utf8');
    return [
      [`../../worker/src/jobs/${type}/index.ts`, `${HEADER}export { default } from '${name}/handlers/${type}';\n`],
      [`../../../examples/${type}.json`, sample],
    ];
  });
  return Object.fromEntries((await Promise.all(files)).flat()) as Record<string, string>;
}

/** @throws when the package does not export it, or has no such file */
function fileOf(specifier: string): string {
  const file = fileURLToPath(import.meta.resolve(specifier));
  if (!existsSync(file)) throw new Error(`${specifier} is exported, but there is no ${file}`);
  return file;
}
