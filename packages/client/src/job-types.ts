import type * as contracts from '@jobs/shared-contracts';
import type { FileReference, JobInput, JobResult, JobType, JobView } from '@jobs/shared-contracts';

/** What a job type takes and gives. */
export interface JobContract {
  readonly input: unknown;
  readonly result: unknown;
}

type Declarations = typeof contracts;

/** `csvEtl` → `csv-etl`: a declaration is exported by its name, as JavaScript writes it. */
type KebabCase<Name extends string> = Name extends `${infer Letter}${infer Rest}`
  ? `${Letter extends Lowercase<Letter> ? Letter : `-${Lowercase<Letter>}`}${KebabCase<Rest>}`
  : '';

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

interface ContractOf<Declared extends JobType> {
  readonly input: JobInput<Declared>;
  readonly result: Delivered<JobResult<Declared>>;
}

/** The job types of this installation by their names, read off their declarations. */
export type JobTypes = {
  [
    Name in keyof Declarations as Declarations[Name] extends JobType ? KebabCase<Name> : never
  ]: Declarations[Name] extends JobType ? ContractOf<Declarations[Name]> : never;
};

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
