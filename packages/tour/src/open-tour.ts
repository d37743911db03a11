import { homedir } from 'node:os';
import { Readable } from 'node:stream';
import { COMMANDS } from '@jobs/cli/commands';
import { runCli } from '@jobs/cli/run-cli';
import { createClient } from '@jobs/client';
import { createOperations } from '@jobs/client/operations';
import type { LocalStack } from '@jobs/local-stack';
import { StepFailedError } from './errors.ts';
import type { TourJobTypes } from './tour-job-types.ts';
import type { Tour } from './tour.ts';

/** All that the steps need to speak to a stack, as its users would. */
export function openTour(stack: LocalStack, signal: AbortSignal): Tour {
  const apiKey = stack.apiKeys[0]?.key ?? '';
  const options = { baseUrl: stack.url, apiKey };
  return {
    client: createClient<TourJobTypes>(options),
    operations: createOperations(options),
    stack,
    signal,
    startedAt: new Date(),
    jobs: (args) => runJobs(args, { JOBS_BASE_URL: stack.url, JOBS_API_KEY: apiKey }, signal),
    async fetch(method, path) {
      const response = await fetch(`${stack.url}${path}`, { method, headers: { 'x-api-key': apiKey }, signal });
      if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}`);
      return response.json();
    },
  };
}

/** The command line, without the half second that it takes to start. */
async function runJobs(args: readonly string[], env: Readonly<Record<string, string>>, signal: AbortSignal) {
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written) => ({ write: (text: string) => (written[name] += text) });
  const surroundings = { env, cwd: process.cwd(), homeDirectory: homedir(), now: Date.now, fetch, signal };
  const io = { stdin: Readable.from([]), stdout: output('stdout'), stderr: output('stderr'), ...surroundings };
  const exit = await runCli(args, io, COMMANDS);
  if (exit !== 0) throw new StepFailedError(`jobs ${args.join(' ')} has failed: ${written.stderr}`);
  return written.stdout.trimEnd();
}
