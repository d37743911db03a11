import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { payloadKeys, PayloadNotFoundError, type JobRecord, type PayloadStore } from '@jobs/job-store';
import { findJobType, validateInput, validateResult, type JobType } from '@jobs/shared-contracts';
import { pino } from 'pino';
import type { Static, TSchema } from 'typebox';
import { Errors } from 'typebox/value';
import type { JobDefinition } from '../../define-job.ts';
import { createJobPayloads } from '../../run-job/job-payloads.ts';

/** What a job leaves behind: its result, its files by name, and the progress that it told of. */
export interface JobRun<Result> {
  readonly result: Result;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly progress: readonly { readonly percent: number; readonly message?: string }[];
}

export interface JobRunOptions {
  /** By upload id. */
  readonly uploads?: Readonly<Record<string, Buffer | string>>;
  readonly signal?: AbortSignal;
  /** Called with every report of progress, before the handler goes on. */
  readonly onProgress?: (percent: number) => void;
}

export function newUploadId(): string {
  return `upl_${randomBytes(16).toString('hex')}`;
}

/** Runs a handler as a worker does, on payloads in memory. Input and result are held to the job type's schemas. The entry `@jobs/worker/testing/run-job`. */
export async function runJob<Input extends TSchema, Result extends TSchema>(
  { jobType, handler }: JobDefinition<Input, Result>,
  input: Static<Input>,
  options: JobRunOptions = {},
): Promise<JobRun<Static<Result>>> {
  const job = jobRecord(jobType);
  const store = memoryPayloads(job.owner, options.uploads ?? {});
  const progress: { percent: number; message?: string }[] = [];
  const temporaryDirectory = await mkdtemp(join(tmpdir(), 'job-'));
  expectValid(jobType, 'input', input);
  try {
    const result = await handler({
      input,
      payloads: createJobPayloads(store, job, temporaryDirectory),
      progress: (percent, message) => {
        progress.push({ percent, ...(message !== undefined && { message }) });
        options.onProgress?.(percent);
      },
      signal: options.signal ?? new AbortController().signal,
      log: pino({ level: 'silent' }),
      job: { id: job.jobId, type: job.type, owner: job.owner, attempt: 1, maxAttempts: 3, tags: {} },
    });
    expectValid(jobType, 'result', result);
    return { result, files: store.files, progress };
  } finally {
    await rm(temporaryDirectory, { recursive: true });
  }
}

/** By the validators that the system uses; a package's own tests run where there are none of it. */
function expectValid(jobType: JobType, part: 'input' | 'result', value: unknown): void {
  const errors = findJobType(jobType.name) === jobType ? known(jobType, part, value) : Errors(jobType[part], value);
  if (errors.length > 0) throw new Error(`The ${part} is not valid by the job type: ${JSON.stringify(errors)}`);
}

function known({ name }: JobType, part: 'input' | 'result', value: unknown) {
  const validation = part === 'input' ? validateInput(name, value) : validateResult(name, value);
  return validation.valid ? [] : validation.errors;
}

function jobRecord(jobType: JobType): JobRecord {
  return {
    jobId: 'job_00000000000000000000000000000001',
    owner: 'tests',
    type: jobType.name,
    lane: 'standard',
    status: 'RUNNING',
    version: 2,
    attempt: 1,
    attempts: [],
    maxAttempts: jobType.maxAttempts,
    tags: {},
    input: { inline: {} },
    requestHash: '',
    createdAt: 0,
    updatedAt: 0,
  };
}

const unused = () => Promise.reject(new Error('A handler has no such call'));

function memoryPayloads(owner: string, uploads: Readonly<Record<string, Buffer | string>>) {
  const files = new Map<string, Buffer>();
  const contentOf = (uploadId: string) => {
    const content = uploads[uploadId];
    return content === undefined ? undefined : Buffer.from(content);
  };
  const store: PayloadStore = {
    findUpload: async (ofOwner, uploadId) => {
      const content = ofOwner === owner ? contentOf(uploadId) : undefined;
      return content && { sizeBytes: content.length, createdAt: 0 };
    },
    readUpload: async (ofOwner, uploadId) => {
      const content = contentOf(uploadId);
      if (!content) throw new PayloadNotFoundError(payloadKeys.upload(ofOwner, uploadId));
      return Readable.from([content]);
    },
    putFile: async (key, body) => {
      const content = Buffer.isBuffer(body) ? body : await buffer(body);
      files.set(key.slice(key.lastIndexOf('/') + 1), content);
      return { key, sizeBytes: content.length };
    },
    putJson: unused,
    getJson: unused,
    createUploadUrl: unused,
    presignDownload: unused,
    deletePayloadsOf: unused,
  };
  return { ...store, files };
}
