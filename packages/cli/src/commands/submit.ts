import { JOB_TYPES, LANES, LIMITS, type Lane } from '@jobs/shared-contracts';
import type { JobView } from '@jobs/client';
import { defineCommand } from '../command-line/command.ts';
import type { Connected, Context } from '../context.ts';
import { UsageError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { readJson } from '../input/read-json.ts';
import { readAssignment, readValue, setPath } from '../input/set-path.ts';
import { wholeNumber } from '../input/whole-number.ts';
import { createLiveLines } from '../output/live-lines.ts';
import { uploadFiles } from './upload-files.ts';
import { concludeJobs, lineOf, watchJobs } from './watch-jobs.ts';

const AFTER_FAILURE = ['cancel', 'run'] as const;
const CONFLICTS = ['reuse', 'reject', 'replace'] as const;

export const submit = defineCommand({
  name: 'submit',
  summary: 'Submit a job, and wait for it if wanted',
  description: `Prints the job's id. With --wait or --watch it prints the result instead, once the job has succeeded, and the id to
stderr; --json prints the job. Values of --set are JSON where they are that, and otherwise texts: --set n=80 is a number,
--set 'n="80"' a text. A file that is named by --file is uploaded, and its place in the input is {"uploadId": …}, or the
id alone where the path ends in uploadId, whatever its case. "types <type> --example" shows an input to begin with.`,
  args: [{ name: 'type', suggestions: JOB_TYPES.map(({ name }) => name) }],
  options: {
    input: { type: 'string', short: 'i', value: 'file', help: 'the input as JSON; - is stdin' },
    set: { type: 'string', multiple: true, value: 'path=value', help: 'a field of the input: source.text=Hello' },
    file: { type: 'string', multiple: true, value: 'path=file', help: 'upload a file for this field of the input' },
    tag: { type: 'string', multiple: true, value: 'name=value', help: 'a label of your own' },
    'idempotency-key': { type: 'string', value: 'text', help: 'with the same key and request it is the same job' },
    'max-attempts': { type: 'string', value: 'number', help: 'fewer attempts than the job type has' },
    priority: { type: 'string', value: 'priority', choices: LANES, help: 'how urgent it is among jobs of its type' },
    delay: { type: 'string', value: 'seconds', help: 'start it so much later' },
    'run-at': { type: 'string', value: 'time', help: 'not before this time: 2027-01-31T06:00:00+01:00' },
    'unique-key': { type: 'string', value: 'text', help: 'one active job of the type has this key' },
    'on-conflict': { type: 'string', value: 'what', choices: CONFLICTS, help: 'when one has it; reuse unless said' },
    'ordering-key': { type: 'string', value: 'text', help: 'of a type with an ordering: jobs with it start in order' },
    after: { type: 'string', multiple: true, value: 'id', help: 'start it once this job has succeeded' },
    'after-failure': {
      type: 'string',
      value: 'what',
      choices: AFTER_FAILURE,
      help: 'when it has not; cancel unless said',
    },
    webhook: { type: 'string', value: 'url', help: 'tell this URL of the end' },
    wait: { type: 'boolean', help: 'wait for the end, and print the result' },
    watch: { type: 'boolean', help: 'the same, with a progress bar on stderr' },
  },
  examples: [
    'submit text-analyze --set source.text="It was not amused." --watch',
    'submit image-transform --input outputs.json --file image=photo.jpg --wait --json',
    'submit csv-etl --input - --tag team=water --idempotency-key today < input.json',
  ],
  async run(context, { args: [type = ''], options }) {
    const { io, out } = context;
    const body = readSubmission(options);
    let input = options.input === undefined ? undefined : await readJson(io, options.input);
    for (const text of options.set ?? []) {
      const { path, value } = readAssignment(text, '--set');
      input = setPath(input, path, readValue(value));
    }
    const { client } = await context.connect();
    input = await uploadFiles({ io, client }, input ?? {}, options.file ?? []);
    const job = await client.submit(type, input, { ...body, signal: io.signal });
    if (options.wait || options.watch) return waitForEnd(context, client, job, options.watch ?? false);
    if (out.json) out.document(job);
    else out.line(job.id);
    return EXIT.ok;
  },
});

interface SubmissionOptions {
  readonly tag?: readonly string[];
  readonly webhook?: string;
  readonly 'idempotency-key'?: string;
  readonly 'max-attempts'?: string;
  readonly 'unique-key'?: string;
  readonly 'on-conflict'?: string;
  readonly 'ordering-key'?: string;
  readonly priority?: string;
  readonly delay?: string;
  readonly 'run-at'?: string;
  readonly after?: readonly string[];
  readonly 'after-failure'?: string;
}

function readSubmission(options: SubmissionOptions) {
  const { tag = [], webhook, 'idempotency-key': idempotencyKey, 'max-attempts': attempts, priority } = options;
  const tags = Object.fromEntries(
    tag.map((text) => readAssignment(text, '--tag')).map((each) => [each.path, each.value]),
  );
  const maxAttempts = wholeNumber('--max-attempts', attempts, LIMITS.attempts);
  const delaySeconds = wholeNumber('--delay', options.delay, LIMITS.delaySeconds);
  const { 'run-at': runAt, 'unique-key': uniqueKey, 'on-conflict': onConflict, 'ordering-key': orderingKey } = options;
  const { after, 'after-failure': afterFailure } = options;
  if (delaySeconds !== undefined && runAt !== undefined) throw new UsageError('Give --delay or --run-at, not both');
  return {
    ...(delaySeconds !== undefined && { delaySeconds }),
    ...(runAt !== undefined && { runAt }),
    ...(uniqueKey !== undefined && { uniqueKey }),
    ...(onConflict !== undefined && { onConflict: onConflict as (typeof CONFLICTS)[number] }),
    ...(orderingKey !== undefined && { orderingKey }),
    ...(after !== undefined && { after: [...after] }),
    ...(afterFailure !== undefined && { afterFailure: afterFailure as (typeof AFTER_FAILURE)[number] }),
    ...(tag.length > 0 && { tags }),
    ...(webhook !== undefined && { webhook: { url: webhook } }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
    ...(maxAttempts !== undefined && { maxAttempts }),
    ...(priority !== undefined && { priority: priority as Lane }),
  };
}

async function waitForEnd(
  context: Context,
  client: Connected['client'],
  { id }: { readonly id: string },
  shows: boolean,
): Promise<ExitCode> {
  const { io, out } = context;
  out.note(`Submitted ${id}`);
  const lines = createLiveLines(io.stderr, 1);
  const show: Parameters<typeof watchJobs>[0]['show'] = (job) => {
    if (shows) lines.set(0, lineOf(job));
  };
  const ends = await watchJobs({ io, client, show }, [id]);
  const job: JobView = await client.get(id, { signal: io.signal });
  if (out.json) out.document(job);
  else if (job.status === 'SUCCEEDED') out.document(await resultOf(client, job, io.signal));
  return concludeJobs(context, ends);
}

/** A large one is fetched from where it is. */
async function resultOf(
  client: Connected['client'],
  { result, resultUrl }: JobView,
  signal: AbortSignal,
): Promise<unknown> {
  if (resultUrl === undefined) return result ?? null;
  return (await client.download(resultUrl, { signal })).json();
}
