import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { unpackFunction } from '@jobs/artifact-tests/lambda';
import { buildFunctions } from '@jobs/bundler';

export interface OurBundle {
  readonly name: string;
  readonly zipBytes: number;
  /** Where the zip is unpacked. */
  readonly folder: string;
}

/** Builds the functions' zips as they are deployed, and unpacks them as Lambda does; all of them, or those named. */
export async function buildOurBundles(root: string, folder: string, only?: readonly string[]): Promise<OurBundle[]> {
  const zips = join(folder, 'zips');
  const artifacts = await buildFunctions(root, zips, only);
  return Promise.all(
    artifacts.map(async (artifact) => {
      const zip = join(zips, basename(artifact.name));
      return {
        name: basename(zip, '.zip'),
        zipBytes: (await stat(zip)).size,
        folder: await unpackFunction(zip, folder),
      };
    }),
  );
}
