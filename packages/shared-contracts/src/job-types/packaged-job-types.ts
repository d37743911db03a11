import { jobTypeProblems, type JobType } from './define-job-type.ts';

/** What `<package>/job-types` exports. */
export interface JobTypePackage {
  readonly jobTypes: readonly JobType[];
}

type Packages = Readonly<Record<string, JobTypePackage>>;

export type JobTypeOf<Installed extends Packages> = {
  [Name in keyof Installed]: Installed[Name]['jobTypes'][number];
}[keyof Installed];

/** Packages of job types can't be taken as they are; `problems` names every fault at once. */
export class InvalidJobTypePackagesError extends Error {
  override readonly name = 'InvalidJobTypePackagesError';
  readonly code = 'invalid-job-type-packages';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Job types of packages can't be taken: ${problems.join('; ')}`);
    this.problems = problems;
  }
}

/**
 * The job types of all packages, which may have been made by anybody, with any version of `defineJobType`.
 * @param taken names that they can't have
 * @throws {InvalidJobTypePackagesError} naming every fault
 */
export function packagedJobTypes<Installed extends Packages>(
  packages: Installed,
  taken: readonly string[],
): JobTypeOf<Installed>[] {
  const owners = new Map(taken.map((name) => [name, 'this repository']));
  const problems = Object.entries(packages).flatMap(([from, { jobTypes }]: [string, { jobTypes: unknown }]) =>
    Array.isArray(jobTypes)
      ? jobTypes.flatMap((jobType: unknown, index) => problemsOf(jobType, { from, index, owners }))
      : [`${from}/job-types exports no list "jobTypes"`],
  );
  if (problems.length > 0) throw new InvalidJobTypePackagesError(problems);
  return Object.values(packages).flatMap(({ jobTypes }) => jobTypes as readonly JobTypeOf<Installed>[]);
}

interface Place {
  readonly from: string;
  readonly index: number;
  /** Who has declared a job type of that name. */
  readonly owners: Map<string, string>;
}

function problemsOf(jobType: unknown, { from, index, owners }: Place): string[] {
  if (!isComplete(jobType)) return [`jobTypes[${index}] of ${from}/job-types was not made by defineJobType`];
  const owner = owners.get(jobType.name);
  owners.set(jobType.name, owner ?? from);
  return [
    ...jobTypeProblems(jobType).map((problem) => `"${jobType.name}" of ${from}: ${problem}`),
    ...(owner === undefined ? [] : [`"${jobType.name}" of ${from} is declared by ${owner} already`]),
  ];
}

/** What `defineJobType` answers has all of them. */
const FIELDS = {
  name: 'string',
  title: 'string',
  description: 'string',
  input: 'object',
  result: 'object',
  lanes: 'object',
  leaseSeconds: 'number',
  timeLimitSeconds: 'number',
  maxAttempts: 'number',
  backoff: 'object',
  concurrencyPerWorker: 'number',
  compute: 'object',
} as const satisfies Record<Exclude<keyof JobType, 'limits' | 'ordering' | 'resultRetentionDays'>, string>;

const isComplete = (value: unknown): value is JobType =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(FIELDS).every(([field, type]) => typeof Reflect.get(value, field) === type);
