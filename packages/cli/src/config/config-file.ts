import { chmod, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FailedError } from '../errors.ts';
import type { Io } from '../io.ts';

/** An API, and a key for it. */
export interface Profile {
  readonly baseUrl: string;
  readonly apiKey: string;
}

export interface Config {
  /** The profile that is used unless another is named. */
  readonly current?: string;
  readonly profiles: Readonly<Record<string, Profile>>;
}

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
/** What others than its owner may do with a file. */
const OF_OTHERS = 0o077;

/** `$XDG_CONFIG_HOME/async-job-queue/config.json` */
export function configFile({ env, homeDirectory }: Pick<Io, 'env' | 'homeDirectory'>): string {
  const home = env['XDG_CONFIG_HOME'] || join(homeDirectory, '.config');
  return join(home, 'async-job-queue', 'config.json');
}

/** @throws {FailedError} when the file can't be read, or is none of ours */
export async function readConfig(file: string): Promise<Config> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new FailedError(`${file} can't be read: ${error.message}`, { cause: error });
  });
  if (text === undefined) return { profiles: {} };
  const config = parseConfig(text);
  if (!config) throw new FailedError(`${file} is damaged: mend or delete it, then use config set.`);
  return config;
}

function parseConfig(text: string): Config | undefined {
  try {
    const config = JSON.parse(text) as Partial<Config> | null;
    const isConfig = typeof config?.profiles === 'object' && Object.values(config.profiles).every(isProfile);
    return isConfig ? (config as Config) : undefined;
  } catch {
    return undefined;
  }
}

const isProfile = (value: unknown) => {
  const { baseUrl, apiKey } = (value ?? {}) as Partial<Record<keyof Profile, unknown>>;
  return typeof baseUrl === 'string' && typeof apiKey === 'string';
};

/** Replaces the file as a whole. Only its owner can read it, for it holds keys. */
export async function writeConfig(file: string, config: Config): Promise<void> {
  const folder = dirname(file);
  const fresh = `${file}.${process.pid}.new`;
  try {
    await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
    await chmod(folder, FOLDER_MODE);
    await writeFile(fresh, `${JSON.stringify(config, undefined, 2)}\n`, { mode: FILE_MODE, flag: 'wx' });
    await rename(fresh, file);
  } catch (error) {
    throw new FailedError(`${file} can't be written: ${(error as Error).message}`, { cause: error });
  }
}

/** Whether others on this machine can read the keys. Windows has no such bits. */
export async function isReadByOthers(file: string): Promise<boolean> {
  if (process.platform === 'win32') return false;
  const mode = await stat(file).then(
    (found) => found.mode,
    () => 0,
  );
  return (mode & OF_OTHERS) !== 0;
}
