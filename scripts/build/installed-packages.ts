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
  const closure = closureOf(locked, roots);
  for (const name of native)
    assertNative(
      locked,
      name,
      closureOf(
        locked,
        roots.filter(([root]) => root === name),
      ),
    );
  const dependencies = Object.fromEntries(roots.map(([name, version]) => [name, plainVersion(version)]));
  const manifest = { name: 'worker', private: true, type: 'module', dependencies };
  const entries = [...closure].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    manifest,
    lock: {
      name: 'worker',
      lockfileVersion: 3,
      requires: true,
      packages: {
        '': manifest,
        ...Object.fromEntries(
          entries.map(([name, version]) => [`node_modules/${name}`, entryOf(locked, name, version)]),
        ),
      },
    },
  };
}

/** pnpm puts a package's peers behind its version: `0.35.5(@types/node@22.20.5)`. */
const plainVersion = (version: string) => version.replace(/\(.*$/, '');

/** Every package that is needed, directly or not, by name. */
function closureOf(locked: Lockfile, roots: readonly (readonly [string, string])[]): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (name: string, version: string): void => {
    const known = found.get(name);
    if (known === version) return;
    if (known !== undefined) throw new Error(`${name} is needed in two versions: ${known} and ${version}`);
    const snapshot = locked.snapshots[`${name}@${version}`];
    if (!snapshot) throw new Error(`The lockfile does not know ${name}@${version}`);
    found.set(name, version);
    for (const [dependency, needs] of neededBy(snapshot)) visit(dependency, needs);
  };
  for (const [name, version] of roots) visit(name, version);
  return found;
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
  const { dependencies, optionalDependencies, optional } = locked.snapshots[`${name}@${version}`] ?? {};
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
function assertNative(locked: Lockfile, name: string, closure: ReadonlyMap<string, string>): void {
  for (const platform of IMAGE_PLATFORMS) {
    const isThere = [...closure].some(([dependency, version]) => {
      const { os, cpu, libc } = packageOf(locked, dependency, version);
      return (
        os?.includes(platform.os) && cpu?.includes(platform.cpu) && (libc === undefined || libc.includes(platform.libc))
      );
    });
    if (!isThere) throw new Error(`The lockfile has no build of ${name} for ${platform.os} ${platform.cpu}`);
  }
}
