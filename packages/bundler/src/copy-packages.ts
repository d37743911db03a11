import { existsSync } from 'node:fs';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** What nothing loads: sources and their maps, types, and what is for people. */
const NOT_LOADED = /\.(?:[cm]?tsx?|map|md|markdown)$|(?:^|\/)(?:test|test-jest|benchmark|docs|examples)\//;

/**
 * The files of packages that are installed in `importer`, and of all that they need, by where they lie in
 * `node_modules`. For packages of JavaScript alone: what is optional is left out.
 */
export async function copyPackages(importer: string, names: readonly string[]): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  /** Versions by place. */
  const placed = new Map<string, string>();
  const needed = names.map((name) => ({ name, by: '', from: join(importer, 'node_modules') }));
  // The list grows while it is gone through: nearer needs come first, and take the place on top.
  for (const { name, by, from } of needed) {
    const folder = await realpath(join(from, name));
    const { version, dependencies = {} } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
    const onTop = `node_modules/${name}`;
    const place = (placed.get(onTop) ?? version) === version ? onTop : `${by}/${onTop}`;
    if (placed.has(place)) continue;
    placed.set(place, version);
    for (const [path, content] of await filesIn(folder)) files.set(`${place}/${path}`, content);
    for (const dependency of Object.keys(dependencies)) {
      needed.push({ name: dependency, by: place, from: modulesOf(folder, name, dependency) });
    }
  }
  return files;
}

/** Where a package finds another: below itself, or beside it. */
function modulesOf(folder: string, name: string, dependency: string): string {
  const own = join(folder, 'node_modules');
  if (existsSync(join(own, dependency))) return own;
  return name.startsWith('@') ? dirname(dirname(folder)) : dirname(folder);
}

async function filesIn(folder: string): Promise<(readonly [string, Uint8Array])[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith('node_modules/') && !NOT_LOADED.test(path))
    .toSorted();
  return Promise.all(paths.map(async (path) => [path, await readFile(join(folder, path))] as const));
}
