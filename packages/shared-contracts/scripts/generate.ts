/**
 * Writes what is made from the contracts: into `generated/` the OpenAPI and AsyncAPI documents, the job types' settings
 * for Terraform and the compiled validators; docs/api.md; and what packages of job types bring. `--check` writes
 * nothing and fails when a file is stale.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { generatedFiles } from './generated-files.ts';

const folder = new URL('../generated/', import.meta.url);
const check = process.argv.includes('--check');

const stale: string[] = [];
for (const [name, content] of Object.entries(await generatedFiles())) {
  const file = new URL(name, folder);
  const current = await readFile(file, 'utf8').catch(() => undefined);
  if (current === content) continue;
  stale.push(name);
  if (check) continue;
  await mkdir(new URL('.', file), { recursive: true });
  await writeFile(file, content);
}

if (check && stale.length > 0) {
  console.error(
    `Stale in packages/shared-contracts/generated: ${stale.join(', ')}. Run "pnpm generate" and commit the result.`,
  );
  process.exitCode = 1;
} else {
  console.log(stale.length > 0 ? `Wrote ${stale.join(', ')}` : 'Generated files are up to date');
}
