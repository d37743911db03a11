import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { installedPackages } from './installed-packages.ts';

const integrity = (name: string) => `sha512-${name}`;
const locked = (name: string, more = '') => `  '${name}':\n    resolution: {integrity: ${integrity(name)}}\n${more}`;
const forPlatform = (cpu: string) => `    cpu: [${cpu}]\n    os: [linux]\n    libc: [glibc]\n`;

function lockfile({ arm64 = true } = {}) {
  return `
importers:
  packages/worker:
    dependencies:
      image: { version: 2.0.0(@types/node@22.0.0) }
      other: { version: 1.0.0 }
packages:
${locked('image@2.0.0', "    engines: {node: '>=20'}\n")}
${locked('image-arm64@2.0.0', forPlatform('arm64'))}
${locked('image-x64@2.0.0', forPlatform('x64'))}
${locked('small@1.0.0')}
${locked('small@2.0.0')}
${locked('other@1.0.0')}
snapshots:
  image@2.0.0(@types/node@22.0.0):
    dependencies: { small: 1.0.0, '@types/node': 22.0.0 }
    optionalDependencies: { ${arm64 ? 'image-arm64: 2.0.0, ' : ''}image-x64: 2.0.0 }
  image-arm64@2.0.0: { optional: true }
  image-x64@2.0.0: { optional: true }
  small@1.0.0: {}
  small@2.0.0: {}
  other@1.0.0:
    dependencies: { small: 1.0.0 }
`;
}

const worker = { importer: 'packages/worker', names: ['image'], native: ['image'] };

describe('what the image installs', () => {
  test('is the lockfile’s versions with their checksums, and all that they need', () => {
    const { manifest, lock } = installedPackages(lockfile(), worker);
    expect(manifest['dependencies']).toEqual({ image: '2.0.0' });
    expect(lock).toMatchObject({
      lockfileVersion: 3,
      packages: {
        '': manifest,
        'node_modules/image': {
          version: '2.0.0',
          integrity: integrity('image@2.0.0'),
          engines: { node: '>=20' },
          dependencies: { small: '1.0.0' },
          optionalDependencies: { 'image-arm64': '2.0.0', 'image-x64': '2.0.0' },
        },
        'node_modules/image-arm64': { optional: true, os: ['linux'], cpu: ['arm64'], libc: ['glibc'] },
        'node_modules/small': { version: '1.0.0', integrity: integrity('small@1.0.0') },
      },
    });
  });

  test('has no types', () => {
    expect(JSON.stringify(installedPackages(lockfile(), worker).lock)).not.toContain('@types');
  });

  test('fails when a native package is not locked for the platform that it is deployed to', () => {
    expect(() => installedPackages(lockfile({ arm64: false }), worker)).toThrow(
      'The lockfile has no build of image for linux arm64',
    );
  });

  test('fails when a package is not among the worker’s dependencies', () => {
    expect(() => installedPackages(lockfile(), { ...worker, names: ['absent'] })).toThrow('does not depend on absent');
  });

  test('puts a second version of a package beside the one that needs it', () => {
    const twice = lockfile().replace('dependencies: { small: 1.0.0 }\n', 'dependencies: { small: 2.0.0 }\n');
    const { lock } = installedPackages(twice, { ...worker, names: ['image', 'other'] });
    expect(lock).toMatchObject({
      packages: {
        'node_modules/small': { version: '1.0.0' },
        'node_modules/other/node_modules/small': { version: '2.0.0', integrity: integrity('small@2.0.0') },
      },
    });
  });

  test('gives a package that lies beside another what it needs itself, and not what is nearer', () => {
    const nested = lockfile()
      .replace('dependencies: { small: 1.0.0 }\n', 'dependencies: { small: 2.0.0 }\n')
      .replace('small@2.0.0: {}', 'small@2.0.0:\n    dependencies: { small: 1.0.0, common: 1.0.0 }\n  common@1.0.0: {}')
      .replace('snapshots:', `${locked('common@1.0.0')}\nsnapshots:`);
    const { lock } = installedPackages(nested, { ...worker, names: ['image', 'other'] });
    const packages = lock['packages'] as Readonly<Record<string, object>>;
    expect(packages).toMatchObject({
      'node_modules/other/node_modules/small': { version: '2.0.0' },
      'node_modules/other/node_modules/small/node_modules/small': { version: '1.0.0' },
      'node_modules/common': { version: '1.0.0' },
    });
    expect(Object.keys(packages).filter((path) => path.endsWith('/common'))).toHaveLength(1);
  });
});

test('the image runs the major version of Node that the tests run on, exactly pinned', async () => {
  const dockerfile = await readFile(new URL('../../../Dockerfile', import.meta.url), 'utf8');
  const bases = [...dockerfile.matchAll(/^FROM .*node:(\S+)-bookworm-slim/gm)].map(([, version]) => version);
  expect(bases).toHaveLength(2);
  expect(new Set(bases).size).toBe(1);
  expect(bases[0]).toMatch(/^\d+\.\d+\.\d+$/);
  expect(bases[0]?.split('.')[0]).toBe(process.versions.node.split('.')[0]);
});
