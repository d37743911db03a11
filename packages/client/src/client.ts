import type {
  JobList,
  JobStatus,
  JobSummary,
  JobTypeList,
  JobTypeView,
  SubmitJobRequest,
} from '@jobs/shared-contracts';
import type { Batches } from './batches/batches.ts';
import type { Clock } from './clock.ts';
import type { JobContracts, JobOf, JobRef, JobTypes, NameOf, ResultFile } from './job-types.ts';
import type { WebSocketConstructor } from './push/open-socket.ts';
import type { Schedules } from './schedules/schedules.ts';
import type { Content } from './uploads/file-request.ts';
import type { Upload, UploadOptions } from './uploads/upload.ts';

export interface ClientOptions {
  /** Of the API, without `/v1`: `https://jobs.example.com`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** How often a request is sent at most before its failure is thrown. Default: 6. */
  readonly tries?: number;
  /** How long a call may take, with all its tries and pauses. Default: 60,000. Uploads are not bounded. */
  readonly timeoutMs?: number;
  /** Default: the runtime's own. */
  readonly fetch?: typeof fetch;
  /** Default: the runtime's own; where there is none, or with `false`, jobs are followed by long polling. */
  readonly WebSocket?: WebSocketConstructor | false;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** From 0 up to 1, for the spread of pauses. Default: Math.random. */
  readonly random?: () => number;
}

interface Abortable {
  /** Ends the call, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface CallSettings extends Abortable {
  /** How long this call may take. Default: the client's. */
  readonly timeoutMs?: number;
}

/** What else a submission may say, such as `tags` and `maxAttempts`. */
export interface SubmitOptions extends CallSettings, Readonly<Omit<SubmitJobRequest, 'type' | 'input'>> {
  /** The same key with the same request answers with the same job. Default: a random one, so that a retry makes no second job. */
  readonly idempotencyKey?: string;
}

export interface GetOptions extends CallSettings {
  readonly includeInput?: boolean;
}

/** Which page of one's own jobs. */
export interface ListOptions extends CallSettings {
  readonly type?: string | undefined;
  readonly status?: JobStatus | undefined;
  /** Its name and value. */
  readonly tag?: readonly [name: string, value: string] | undefined;
  readonly createdFrom?: Date | undefined;
  readonly createdBefore?: Date | undefined;
  /** From 1 to 100. Default: 20. With a filter there may be fewer, though the list goes on. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

export interface WaitOptions extends Abortable {
  /** For the job's end. Default: as long as it takes. */
  readonly timeoutMs?: number;
}

/**
 * The job queue's API. Every call is repeated while that may help, and may throw `ProblemError`,
 * `UnexpectedAnswerError`, `NoAnswerError`, `CallTimedOutError`, or its signal's reason.
 */
export interface JobClient<Types extends JobContracts<Types> = JobTypes> {
  /** Submits a job; answers once it is accepted. */
  submit<Name extends NameOf<Types>>(
    type: Name,
    input: Types[Name]['input'],
    options?: SubmitOptions,
  ): Promise<JobOf<Types, Name>>;

  get<Name extends NameOf<Types>>(job: JobRef<Name>, options?: GetOptions): Promise<JobOf<Types, Name>>;

  /** Cancels a job that waits; one that runs is told to stop, and then ends CANCELLED. */
  cancel<Name extends NameOf<Types>>(job: JobRef<Name>, options?: CallSettings): Promise<JobOf<Types, Name>>;

  /**
   * Deletes a job that has ended, with its input, results and files. When the answer to a try that worked was lost, the
   * next is refused with `job-not-found`.
   */
  purge(job: JobRef, options?: CallSettings): Promise<void>;

  /** A page of one's own jobs, the newest first; it goes on while it has a `nextCursor`. */
  list(options?: ListOptions): Promise<JobList>;

  /**
   * Queues a FAILED job again, with all the attempts of its type. When the answer to a try that worked was lost, the
   * next is refused with `job-not-failed`.
   */
  retry<Name extends NameOf<Types>>(job: JobRef<Name>, options?: CallSettings): Promise<JobOf<Types, Name>>;

  /**
   * Waits for the job's end.
   * @returns its result, a large one too
   * @throws {JobFailedError}
   * @throws {JobCancelledError}
   * @throws {WaitTimedOutError}
   */
  wait<Name extends NameOf<Types>>(job: JobRef<Name>, options?: WaitOptions): Promise<Types[Name]['result']>;

  /**
   * The states of the job from the present one to its end, versions strictly growing. No change of status that the
   * client hears of is left out; progress is, when it is read slowly. Leave the loop, or abort the signal, to stop.
   */
  watch(job: JobRef, options?: Abortable): AsyncGenerator<JobSummary, void, undefined>;

  /** Uploads a file, to be named in a job's input within a day. */
  upload(content: Content, options?: UploadOptions): Promise<Upload>;

  /** Fetches a file of a result. The API key is not sent along. */
  download(file: ResultFile | string, options?: CallSettings): Promise<Response>;

  readonly schedules: Schedules<Types>;

  readonly batches: Batches<Types>;

  jobTypes(options?: CallSettings): Promise<JobTypeList['jobTypes']>;

  jobType(name: string, options?: CallSettings): Promise<JobTypeView>;
}
