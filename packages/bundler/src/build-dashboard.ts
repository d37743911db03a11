import { rm } from 'node:fs/promises';
import { digestOf, type Artifact } from './artifact.ts';
import { bundleDashboard } from './bundle-dashboard.ts';
import { writeFiles } from './write-files.ts';

/** Writes the dashboard's static files into `folder`, as they are put into a bucket. */
export async function buildDashboard(root: string, folder: string): Promise<Artifact[]> {
  const files = await bundleDashboard(root);
  await rm(folder, { recursive: true, force: true });
  await writeFiles(folder, files);
  const unpackedBytes = [...files.values()].reduce((sum, content) => sum + content.length, 0);
  return [{ name: `dashboard (${files.size} files)`, unpackedBytes, sha256: digestOf(files) }];
}
