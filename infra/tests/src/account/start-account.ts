import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startRecordingProxy, type AwsCall } from '@jobs/stand-ins';
import { AccountStartError } from '../errors.ts';

/** An AWS account that runs on this machine. */
export interface Account {
  readonly endpoint: string;
  /** What an SDK client needs to speak to it. */
  readonly clientSettings: ClientSettings;
  /** What Terraform needs to speak to it. */
  readonly environment: Readonly<Record<string, string>>;
  /** The calls that were made so far, Terraform's and the tests' included. */
  readonly calls: readonly AwsCall[];
  /** How much each service keeps in the account, by `service.collection`; what is empty is left out. */
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
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const nextLine = async () => {
    const line: IteratorResult<string, undefined> = await lines.next();
    if (!line.done) return line.value;
    await exited;
    throw new AccountStartError(`moto has ended; it needs python3 and "pip install moto[server]".\n${errors}`);
  };
  const address = await nextLine();
  const calls: AwsCall[] = [];
  const proxy = await startRecordingProxy({ endpoint: address, record: (call) => calls.push(call) });
  const { endpoint } = proxy;
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
    calls,
    async countResources() {
      child.stdin.write('\n');
      return JSON.parse(await nextLine()) as Record<string, number>;
    },
    async stop() {
      await proxy.stop();
      child.stdin.end();
      await exited;
    },
  };
}
