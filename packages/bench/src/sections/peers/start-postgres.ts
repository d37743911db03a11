import { spawnSync } from 'node:child_process';
import { chownSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerNotStartedError } from '../../errors.ts';
import { freePort, startServer } from './start-server.ts';

/** Where Debian and Ubuntu keep what is not in the path. */
const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** The folder of the server's programs; empty where they are in the path; undefined where there are none. */
function programFolder(): string | undefined {
  if (spawnSync('initdb', ['--version'], { stdio: 'ignore' }).status === 0) return '';
  try {
    const [newest] = readdirSync(DEBIAN_FOLDER).toSorted((a, b) => Number(b) - Number(a));
    return newest === undefined ? undefined : join(DEBIAN_FOLDER, newest, 'bin');
  } catch {
    return undefined;
  }
}

export const hasPostgres = () => programFolder() !== undefined;

/** PostgreSQL refuses to run as root: then it runs as the user that its package has made. */
function user(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = ['-u', '-g'].map((flag) =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout),
  );
  return uid && gid ? { uid, gid } : undefined;
}

/** A PostgreSQL of one's own on loopback, with its defaults: what is committed is on the disk. */
export async function startPostgres() {
  const programs = programFolder() ?? '';
  const runAs = user();
  const folder = await mkdtemp(join(tmpdir(), 'bench-postgres-'));
  if (runAs) chownSync(folder, runAs.uid, runAs.gid);
  const options = { ...runAs, cwd: folder };
  const data = join(folder, 'data');
  const made = spawnSync(join(programs, 'initdb'), ['-D', data, '-U', 'bench', '--auth', 'trust', '-E', 'UTF8'], {
    ...options,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new ServerNotStartedError('initdb', `${made.stdout}${made.stderr}`);
  const port = await freePort();
  const args = ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', folder];
  const stopServer = await startServer(join(programs, 'postgres'), args, /ready to accept connections/, options);
  return {
    connectionString: `postgres://bench@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await stopServer();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
