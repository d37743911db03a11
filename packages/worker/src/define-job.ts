import type { Readable } from 'node:stream';
import type { FileReference, JobType, Tags } from '@jobs/shared-contracts';
import type { Logger } from 'pino';
import type { Static, TSchema } from 'typebox';

/** The files of a job: what its owner uploaded, and what it writes. */
export interface JobPayloads {
  /** The owner's upload as a stream. */
  openUpload(uploadId: string): Promise<Readable>;
  /** The owner's upload in memory. @throws {PermanentJobError} `upload-too-large` above `maxBytes` */
  readUpload(uploadId: string, options: { readonly maxBytes: number }): Promise<Buffer>;
  /** The owner's upload as a file in `temporaryDirectory`; answers its path. @throws {PermanentJobError} `upload-too-large` */
  downloadUpload(uploadId: string, fileName: string, options?: { readonly maxBytes?: number }): Promise<string>;
  /** A folder of the attempt's own, removed afterwards. */
  readonly temporaryDirectory: string;
  /** Writes a result file; what it answers goes into the result. A retry writes anew, to a place of its own. */
  writeFile(
    name: string,
    content: Buffer | Readable | { readonly path: string },
    contentType: string,
  ): Promise<FileReference>;
}

export interface JobContext<Input> {
  /** Valid by the job type's input schema. */
  readonly input: Input;
  readonly payloads: JobPayloads;
  /** Percent from 0 to 100. Call it as often as you like: at most one write a second, and the last one always arrives. */
  readonly progress: (percent: number, message?: string) => void;
  /** Aborted with an AttemptStoppedError; a few seconds later the thread is ended, whatever it does. */
  readonly signal: AbortSignal;
  /** Knows the job's id and attempt already. */
  readonly log: Logger;
  readonly job: {
    readonly id: string;
    readonly type: string;
    readonly owner: string;
    readonly attempt: number;
    readonly maxAttempts: number;
    readonly tags: Tags;
  };
}

export type JobHandler<Input, Result> = (context: JobContext<Input>) => Promise<Result> | Result;

/** A job type and what runs it: the default export of `jobs/<type>/index.ts`. */
export interface JobDefinition<Input extends TSchema = TSchema, Result extends TSchema = TSchema> {
  readonly jobType: JobType<Input, Result>;
  readonly handler: JobHandler<Static<Input>, Static<Result>>;
}

/**
 * Ties a job type's declaration to its handler. The handler runs in a thread of its own, at least once per job: an
 * attempt may be repeated after a crash, so what it does outside of `payloads` should bear repetition.
 * Throw PermanentJobError or RetryLaterError to decide what a failure means; anything else is retried with back-off.
 */
export function defineJob<Input extends TSchema, Result extends TSchema>(
  jobType: JobType<Input, Result>,
  handler: JobHandler<Static<Input>, Static<Result>>,
): JobDefinition<Input, Result> {
  return { jobType, handler };
}
