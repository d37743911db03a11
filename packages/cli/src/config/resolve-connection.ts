import { DEFAULT_API_KEYS, DEFAULT_PORT } from '@jobs/local-stack/local-defaults';
import { UnreachableError, UsageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { checkBaseUrl } from './base-url.ts';
import { configFile, isReadByOthers, readConfig, type Profile } from './config-file.ts';

export interface ConnectionChoice {
  /** As `--profile` names it. */
  readonly profile: string | undefined;
  readonly insecureHttp: boolean;
}

type Surroundings = Pick<Io, 'env' | 'homeDirectory' | 'fetch' | 'signal' | 'stderr'>;

const PROBE_MS = 3000;
const NO_API = `No API is configured, and no local stack answers. Start one with "npm start", or name an API:
  pnpm jobs config set --base-url https://api.example.com --api-key-stdin`;

/**
 * Which API, with which key: the environment wins over the profile, and without either it is the local stack. The key of
 * a profile goes nowhere but to the profile's URL.
 * @throws {UsageError}
 * @throws {UnreachableError} when nothing is configured and no local stack answers
 */
export async function resolveConnection(io: Surroundings, choice: ConnectionChoice): Promise<Profile> {
  const { env } = io;
  const [baseUrl, apiKey] = [env['JOBS_BASE_URL'] || undefined, env['JOBS_API_KEY'] || undefined];
  if (baseUrl !== undefined && choice.profile === undefined) {
    if (apiKey === undefined) {
      throw new UsageError(
        'JOBS_BASE_URL is set, but not JOBS_API_KEY: keys of profiles are sent to their own URL only.',
      );
    }
    return checked({ baseUrl, apiKey }, choice);
  }
  const profile = (await readProfile(io, choice)) ?? (await findLocalStack(io));
  // Named on the command line, a profile is meant with its own key.
  return checked({ ...profile, ...(apiKey !== undefined && choice.profile === undefined && { apiKey }) }, choice);
}

const checked = ({ baseUrl, apiKey }: Profile, { insecureHttp }: ConnectionChoice): Profile => ({
  baseUrl: checkBaseUrl(baseUrl, insecureHttp),
  apiKey,
});

async function readProfile(io: Surroundings, choice: ConnectionChoice): Promise<Profile | undefined> {
  const file = configFile(io);
  const { current, profiles } = await readConfig(file);
  const name = choice.profile ?? (io.env['JOBS_PROFILE'] || current);
  if (name === undefined) return undefined;
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (!profile) {
    const known = Object.keys(profiles).join(', ') || 'none yet';
    throw new UsageError(`There is no profile "${name}", but ${known}. "config set" makes one.`);
  }
  if (await isReadByOthers(file)) io.stderr.write(`Others can read your keys: chmod 600 ${file}\n`);
  return profile;
}

async function findLocalStack({ fetch, signal }: Surroundings): Promise<Profile> {
  const baseUrl = `http://127.0.0.1:${DEFAULT_PORT}`;
  const apiKey = DEFAULT_API_KEYS[0]?.key ?? '';
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(PROBE_MS)]);
    await (await fetch(`${baseUrl}/v1/job-types`, { headers: { 'x-api-key': apiKey }, signal: limit })).body?.cancel();
  } catch (error) {
    signal.throwIfAborted();
    throw new UnreachableError(NO_API, { cause: error });
  }
  return { baseUrl, apiKey };
}
