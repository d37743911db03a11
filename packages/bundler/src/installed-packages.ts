import { parse } from 'yaml';

/** A platform of the worker's image, in npm's words. */
interface Platform {
  readonly os: 'linux';
  readonly cpu: 'arm64' | 'x64';
  readonly libc: 'glibc';
}

const IMAGE_PLATFORMS: readonly Platform[] = [
  { os: 'linux', cpu: 'arm64', libc: 'glibc' },
  { os: 'linux', cpu: 'x64', libc: 'glibc' },
];

interface LockedPackage {
  readonly resolution: { readonly integrity: string };
  readonly engines?: Readonly<Record<string, string>>;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

interface Snapshot {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly optional?: boolean;
}

interface Lockfile {
  readonly importers: Readonly<Record<string, { dependencies?: Readonly<Record<string, { version: string }>> }>>;
  readonly packages: Readonly<Record<string, LockedPackage>>;
  readonly snapshots: Readonly<Record<string, Snapshot>>;
}

/** `package.json` and `package-lock.json`, as `npm ci` takes them. */
export interface InstalledPackages {
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly lock: Readonly<Record<string, unknown>>;
}

/**
 * What the image installs beside the bundle: `names` and all that they need, in the very versions, and with the
 * checksums, of this repository's lockfile.
 * @throws when a package cannot be installed like that
 */
export function installedPackages(
  lockfile: string,
  { importer, names, native }: { importer: string; names: readonly string[]; native: readonly string[] },
): InstalledPackages {
  const locked = parse(lockfile) as Lockfile;
  const roots = names.map((name) => {
    const version = locked.importers[importer]?.dependencies?.[name]?.version;
    if (version === undefined) throw new Error(`${importer} does not depend on ${name}`);
    return [name, version] as const;
  });
  const placed = layOut(locked, roots);
  for (const name of native) {
    const own = roots.filter(([root]) => root === name);
    assertNative(locked, name, [...layOut(locked, own).values()]);
  }
  const dependencies = Object.fromEntries(roots.map(([name, version]) => [name, plainVersion(version)]));
  const manifest = { name: 'worker', private: true, type: 'module', dependencies };
  const entries = [...placed].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    manifest,
    lock: {
      name: 'worker',
      lockfileVersion: 3,
      requires: true,
      packages: {
        '': manifest,
        ...Object.fromEntries(entries.map(([path, { name, version }]) => [path, entryOf(locked, name, version)])),
      },
    },
  };
}

/** pnpm puts a package's peers behind its version: `0.35.5(@types/node@22.20.5)`. */
const plainVersion = (version: string) => version.replace(/\(.*$/, '');

interface Placed {
  readonly name: string;
  readonly version: string;
}

/** Every package that is needed, directly or not, by where Node finds it from the packages that need it. */
function layOut(locked: Lockfile, roots: readonly (readonly [string, string])[]): Map<string, Placed> {
  const placed = new Map<string, Placed>();
  const needs: { by: string; name: string; version: string }[] = [];
  const place = (path: string, name: string, version: string): void => {
    placed.set(path, { name, version });
    for (const [dependency, needed] of neededBy(snapshotOf(locked, name, version))) {
      needs.push({ by: path, name: dependency, version: needed });
    }
  };
  for (const [name, version] of roots) place(`node_modules/${name}`, name, version);
  // The list grows while it is gone through: nearer needs come first, and take the place on top.
  for (const { by, name, version } of needs) {
    const found = find(placed, by, name);
    if (found?.version === version) continue;
    place(found ? `${by}/node_modules/${name}` : `node_modules/${name}`, name, version);
  }
  for (const { by, name, version } of needs) {
    if (find(placed, by, name)?.version !== version) throw new Error(`${by} cannot be given ${name}@${version}`);
  }
  return placed;
}

/** As Node looks a package up: beside the one that needs it, and then further and further out. */
function find(placed: ReadonlyMap<string, Placed>, by: string, name: string): Placed | undefined {
  const found = placed.get(`${by}/node_modules/${name}`);
  if (found) return found;
  const end = by.lastIndexOf('/node_modules/');
  return end === -1 ? placed.get(`node_modules/${name}`) : find(placed, by.slice(0, end), name);
}

function snapshotOf(locked: Lockfile, name: string, version: string): Snapshot {
  const snapshot = locked.snapshots[`${name}@${version}`];
  if (!snapshot) throw new Error(`The lockfile does not know ${name}@${version}`);
  return snapshot;
}

/** Types are peers of some packages, and nothing that runs. */
const runs = ([name]: [string, string]) => !name.startsWith('@types/');

const neededBy = ({ dependencies, optionalDependencies }: Snapshot) =>
  Object.entries({ ...dependencies, ...optionalDependencies }).filter(runs);

function packageOf(locked: Lockfile, name: string, version: string): LockedPackage {
  const found = locked.packages[`${name}@${plainVersion(version)}`];
  if (!found) throw new Error(`The lockfile does not know ${name}@${version}`);
  return found;
}

function entryOf(locked: Lockfile, name: string, version: string) {
  const { resolution, engines, os, cpu, libc } = packageOf(locked, name, version);
  const { dependencies, optionalDependencies, optional } = snapshotOf(locked, name, version);
  const plain = (needed: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(needed)
        .filter(runs)
        .map(([dependency, needs]) => [dependency, plainVersion(needs)]),
    );
  return {
    version: plainVersion(version),
    integrity: resolution.integrity,
    ...(optional && { optional }),
    ...(engines && { engines }),
    ...(os && { os }),
    ...(cpu && { cpu }),
    ...(libc && { libc }),
    ...(dependencies && { dependencies: plain(dependencies) }),
    ...(optionalDependencies && { optionalDependencies: plain(optionalDependencies) }),
  };
}

/** npm skips a missing optional package in silence, and the worker then fails at its first job: fail here. */
function assertNative(locked: Lockfile, name: string, packages: readonly Placed[]): void {
  for (const platform of IMAGE_PLATFORMS) {
    const isThere = packages.some((dependency) => {
      const { os, cpu, libc } = packageOf(locked, dependency.name, dependency.version);
      return (
        os?.includes(platform.os) && cpu?.includes(platform.cpu) && (libc === undefined || libc.includes(platform.libc))
      );
    });
    if (!isThere) throw new Error(`The lockfile has no build of ${name} for ${platform.os} ${platform.cpu}`);
  }
}
