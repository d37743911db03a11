import { execFile } from 'node:child_process';
import { mkdir, readFile, realpath, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Packs a package, and installs it into the root of a copy of the repository from that archive alone, as `npm install`
 * would: what it needs itself comes with it, and its peers are the copy's own packages.
 * @returns its name
 */
export async function installPackage(source: string, copy: string, signal?: AbortSignal): Promise<string> {
  const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', copy], { cwd: source, signal });
  const [packed] = JSON.parse(stdout) as readonly { readonly filename: string }[];
  const installed = join(copy, 'node_modules', manifest.name);
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xzf', join(copy, packed?.filename ?? ''), '-C', installed, '--strip-components=1'], { signal });
  for (const dependency of Object.keys(manifest.dependencies)) {
    const link = join(installed, 'node_modules', dependency);
    await mkdir(dirname(link), { recursive: true });
    await symlink(await realpath(join(source, 'node_modules', dependency)), link);
  }
  return manifest.name;
}
