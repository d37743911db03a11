import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AccountStartError } from '../errors.ts';

/** An AWS account that runs on this machine. */
export interface Account {
  readonly endpoint: string;
  /** What an SDK client needs to speak to it. */
  readonly clientSettings: ClientSettings;
  /** What Terraform needs to speak to it. */
  readonly environment: Readonly<Record<string, string>>;
  /** How many resources of each kind there are, by `service.kind`, without those that every account has. */
  countResources(): Promise<Readonly<Record<string, number>>>;
  stop(): Promise<void>;
}

export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export const REGION = 'eu-central-1';
const CREDENTIALS = { accessKeyId: 'testing', secretAccessKey: 'testing' };
const SERVER = join(import.meta.dirname, '../../moto/serve.py');

/**
 * Starts moto on a free port of loopback.
 * @throws {AccountStartError}
 */
export async function startAccount(hostEnvironment: NodeJS.ProcessEnv): Promise<Account> {
  const child = spawn('python3', [SERVER], { env: hostEnvironment, stdio: ['pipe', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = `${errors}${text}`.slice(-4000)));
  const exited = Promise.allSettled([once(child, 'close')]);
  const endpoint = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([line]) => line as string),
    exited.then(() =>
      Promise.reject(
        new AccountStartError(`moto did not start; it needs python3 and "pip install moto[server]".\n${errors}`),
      ),
    ),
  ]);
  return {
    endpoint,
    clientSettings: { endpoint, region: REGION, credentials: CREDENTIALS },
    environment: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    countResources: () => countResources(endpoint),
    async stop() {
      child.stdin.end();
      await exited;
    },
  };
}

async function countResources(endpoint: string): Promise<Record<string, number>> {
  const response = await fetch(`${endpoint}/moto-api/data.json`);
  const services = (await response.json()) as Record<string, Record<string, readonly unknown[]>>;
  const counts = Object.entries(services).flatMap(([service, kinds]) =>
    Object.entries(kinds).map(([kind, instances]) => [`${service}.${kind}`, instances.length] as const),
  );
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
