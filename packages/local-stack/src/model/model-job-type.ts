import { deadLetterQueueName, queueName, textAnalyze, type JobLimits, type JobType } from '@jobs/shared-contracts';
import * as fc from 'fast-check';

/**
 * What the job type of a run is declared with: nothing more, limits, or an order of its jobs. Limits and an order refuse
 * each other; jobs that start after others are in all runs but those with an order, which refuses these.
 */
export interface Declaration {
  readonly limits?: JobLimits;
  readonly ordering?: 'fifo';
}

const LIMITED: readonly JobLimits[] = [
  { concurrency: 1 },
  { concurrency: 3, concurrencyPerOwner: 1 },
  { concurrencyPerOwner: 2 },
];
const ORDERED: Declaration = { ordering: 'fifo' };

export const DECLARATIONS = {
  /** As `plain`, and no job starts after others. */
  alone: fc.constant<Declaration>({}),
  plain: fc.constant<Declaration>({}),
  limited: fc.constantFrom(...LIMITED).map((limits): Declaration => ({ limits })),
  ordered: fc.constant(ORDERED),
} as const;

export type DeclarationKind = keyof typeof DECLARATIONS;

/** Every third run is of each kind. */
export const anyDeclaration: fc.Arbitrary<Declaration> = fc.oneof(
  DECLARATIONS.plain,
  DECLARATIONS.limited,
  DECLARATIONS.ordered,
);

/**
 * The model runs jobs of one type, as it is declared, but for its lanes: a worker that watches several looks at them
 * every few seconds, and runs would do little else. No job type of the repository has limits or an order: here it gets
 * them, with all that is made of its declaration. A file of tests has the modules to itself, so that nobody else sees it.
 */
export const JOB_TYPE: JobType = Object.assign<JobType, Partial<JobType>>(textAnalyze, { lanes: ['standard'] });

/** Has the job type be declared so, from now on. */
export function declare(declaration: Declaration): void {
  Reflect.deleteProperty(JOB_TYPE, 'limits');
  Reflect.deleteProperty(JOB_TYPE, 'ordering');
  Object.assign(JOB_TYPE, declaration);
}

export interface ModelQueues {
  readonly work: string;
  readonly deadLetters: string;
}

/** Of the job type as it is declared now. */
export const modelQueues = (): ModelQueues => ({
  work: queueName(JOB_TYPE.name, 'standard', JOB_TYPE.ordering),
  deadLetters: deadLetterQueueName(JOB_TYPE.name, JOB_TYPE.ordering),
});
