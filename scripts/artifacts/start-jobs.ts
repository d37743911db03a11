import { readFile } from 'node:fs/promises';
import { setTimeout as nextLook } from 'node:timers/promises';
import { createHandlers, type ApiResponse } from '@jobs/api-handlers';
import { apiGatewayEvent } from '@jobs/api-handlers/testing';
import { createJobStore, loadJobStoreConfig, type JobRecord } from '@jobs/job-store';
import { isTerminal, type JobView, type OperationId, type UploadTicket } from '@jobs/shared-contracts';
import { startStandIns } from '@jobs/stand-ins';
import type { Context } from 'aws-lambda';

const EXAMPLES = new URL('../../examples/', import.meta.url);
const LAMBDA_CONTEXT = { awsRequestId: 'invocation', getRemainingTimeInMillis: () => 30_000 } as Context;

/** Stand-ins for AWS, and the API's handlers on them: all that a worker needs but itself. */
export interface Jobs extends AsyncDisposable {
  /** For a worker. */
  readonly environment: Readonly<Record<string, string>>;
  /** @returns the job's id */
  submit(request: unknown): Promise<string>;
  /** Submits the example of a job type; a file that it names as `"@photo.jpg"` is uploaded. @returns the job's id */
  submitExample(type: string): Promise<string>;
  getJob(jobId: string): Promise<JobRecord | undefined>;
  /** The job as soon as it is like that, or as it is when the worker has ended. */
  jobOnce(jobId: string, isSo: (job: JobRecord) => boolean, ended: AbortSignal): Promise<JobRecord | undefined>;
}

export const isAtItsEnd = ({ status }: JobRecord): boolean => isTerminal(status);

export async function startJobs(): Promise<Jobs> {
  const { environment, stop } = await startStandIns();
  const store = createJobStore(loadJobStoreConfig(environment, ['jobs']));
  const getJob = (jobId: string) => store.jobs.getJob(jobId);

  async function call<T>(operation: OperationId, body: unknown): Promise<T> {
    const handler = createHandlers[operation]({ ...environment, LOG_LEVEL: 'silent' });
    const answer: ApiResponse = await handler(apiGatewayEvent(operation, { body }), LAMBDA_CONTEXT);
    if ((answer.statusCode ?? 500) >= 400) throw new Error(answer.body);
    return JSON.parse(answer.body ?? '') as T;
  }

  async function upload(name: string): Promise<string> {
    const content = await readFile(new URL(name, EXAMPLES));
    const ticket = await call<UploadTicket>('create-upload', { sizeBytes: content.length });
    const sent = await fetch(ticket.url, { method: ticket.method, headers: ticket.headers, body: content });
    if (!sent.ok) throw new Error(`The upload was answered ${sent.status}`);
    return ticket.uploadId;
  }

  const submit = async (request: unknown) => (await call<JobView>('submit-job', request)).id;

  return {
    environment,
    submit,
    async submitExample(type) {
      let example = await readFile(new URL(`${type}.json`, EXAMPLES), 'utf8');
      for (const [quoted, name = ''] of example.matchAll(/"@([\w.-]+)"/g)) {
        example = example.replace(quoted, JSON.stringify(await upload(name)));
      }
      return submit(JSON.parse(example));
    },
    getJob,
    async jobOnce(jobId, isSo, ended) {
      for (;;) {
        const job = await getJob(jobId);
        if (ended.aborted || (job && isSo(job))) return job;
        await nextLook(50);
      }
    },
    async [Symbol.asyncDispose]() {
      store.close();
      await stop();
    },
  };
}
