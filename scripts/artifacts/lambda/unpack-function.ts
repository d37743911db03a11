import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

/** Unpacks a zip as Lambda does, into a folder of its own in `parent`. */
export async function unpackFunction(zip: string, parent = tmpdir()): Promise<string> {
  const folder = await mkdtemp(join(parent, 'function-'));
  for (const [name, content] of Object.entries(unzipSync(await readFile(zip)))) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}
