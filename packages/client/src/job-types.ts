import type { FileReference, JOB_TYPES, JobInput, JobResult, JobType, JobView } from '@jobs/shared-contracts';

/** What a job type takes and gives. */
export interface JobContract {
  readonly input: unknown;
  readonly result: unknown;
}

type Declared = (typeof JOB_TYPES)[number];

/** A file of a result, as the API delivers it: `url` works for 15 minutes. */
export interface ResultFile extends Omit<FileReference, 'key' | 'url'> {
  readonly url: string;
}

type Delivered<Value> = Value extends FileReference
  ? ResultFile
  : Value extends readonly (infer Item)[]
    ? Delivered<Item>[]
    : Value extends object
      ? { [Key in keyof Value]: Delivered<Value[Key]> }
      : Value;

interface ContractOf<Declaration extends JobType> {
  readonly input: JobInput<Declaration>;
  readonly result: Delivered<JobResult<Declaration>>;
}

/** The job types of this installation by their names, read off the catalogue. */
export type JobTypes = { [Declaration in Declared as Declaration['name']]: ContractOf<Declaration> };

/** Contracts by the job types' names: `JobTypes`, or one's own. */
export type JobContracts<Types> = { readonly [Name in keyof Types]: JobContract };

export type NameOf<Types> = keyof Types & string;

/** A job, with the input and result that its type says. */
export type JobOf<Types extends JobContracts<Types>, Name extends NameOf<Types> = NameOf<Types>> = Name extends unknown
  ? Omit<JobView, 'type' | 'input' | 'result'> & {
      readonly type: Name;
      /** Only when asked for, and when it is small. */
      readonly input?: Types[Name]['input'];
      /** Once it has SUCCEEDED; a large one is at `resultUrl` instead. */
      readonly result?: Types[Name]['result'];
    }
  : never;

/** A job by its id alone, or as the client returned it: then its result is typed by its type. */
export type JobRef<Name extends string = string> = string | { readonly id: string; readonly type: Name };
