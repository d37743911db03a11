import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where software that a package manager did not bring is usually kept. */
const USUAL_ROOTS = ['/opt', '/srv', '/usr/local/share', '/usr/local/lib', '/usr/share', '/var/lib', homedir()];

/** A folder on this machine that holds the AWS provider as a mirror, so that nothing is downloaded. */
export function findProviderMirror(roots: readonly string[] = USUAL_ROOTS): string | undefined {
  return roots.flatMap((root) => [root, ...foldersIn(root)]).find(isMirror);
}

/** In a mirror, providers are by registry, owner and name. */
const isMirror = (folder: string) => foldersIn(folder).some((registry) => existsSync(join(registry, 'hashicorp/aws')));

/** A Terraform CLI configuration that takes providers from the mirror alone. */
export function mirrorConfig(mirror: string): string {
  return `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`;
}

function foldersIn(root: string): string[] {
  try {
    const entries = readdirSync(root, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => join(root, entry.name));
  } catch {
    return [];
  }
}
