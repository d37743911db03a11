import { LIMITS, validateBatchEnvelope, type BatchEnvelope, type FieldError } from '@jobs/shared-contracts';
import { ValidationFailedError } from '../errors.ts';

/** A batch whose jobs are still to be checked, in an order in which each comes after those that it waits for. */
export interface CheckedBatch {
  readonly request: BatchEnvelope;
  /** Indexes: those of one level wait for none but those of levels before. */
  readonly levels: readonly (readonly number[])[];
}

const REFERENCE = /^#(0|[1-9]\d{0,3})$/;

/** The indexes that a job of a batch waits for, each with its place in `after`. */
export function referencesOf(job: unknown): { readonly index: number; readonly place: number }[] {
  const after = (job as { readonly after?: unknown } | null)?.after;
  if (!Array.isArray(after)) return [];
  return after.flatMap((one: unknown, place) => {
    const index = typeof one === 'string' ? REFERENCE.exec(one)?.[1] : undefined;
    return index === undefined ? [] : [{ index: Number(index), place }];
  });
}

/** The jobs of a level in lines: those of one type and ordering key are accepted one after another, others at once. */
export function linesOf(jobs: readonly unknown[], level: readonly number[]): Iterable<readonly number[]> {
  return Map.groupBy(level, (index) => {
    const { type, orderingKey } = (jobs[index] ?? {}) as { readonly type?: unknown; readonly orderingKey?: unknown };
    return typeof orderingKey === 'string' ? JSON.stringify([type, orderingKey]) : index;
  }).values();
}

/**
 * Checks a batch as a whole. That of its jobs which name each other can't be taken apart, so that it is refused as one.
 * @throws {ValidationFailedError}
 */
export function checkBatch(body: unknown): CheckedBatch {
  const envelope = validateBatchEnvelope(body);
  if (!envelope.valid) throw new ValidationFailedError(envelope.errors);
  const { jobs } = envelope.value;
  const references = jobs.map(referencesOf);
  const outside = references.flatMap((of, job) =>
    of
      .filter(({ index }) => index >= jobs.length)
      .map(({ place }) => ({ detail: 'names no job of this batch', pointer: `#/jobs/${job}/after/${place}` })),
  );
  if (outside.length > 0) throw new ValidationFailedError(outside.slice(0, LIMITS.reportedErrors));
  return { request: envelope.value, levels: levelsOf(references) };
}

function levelsOf(references: readonly ReturnType<typeof referencesOf>[]): number[][] {
  const waitsFor = references.map((of) => new Set(of.map(({ index }) => index)));
  const levels: number[][] = [];
  const placed = new Set<number>();
  while (placed.size < references.length) {
    const level = [...waitsFor.keys()].filter(
      (job) => !placed.has(job) && [...(waitsFor[job] ?? [])].every((index) => placed.has(index)),
    );
    if (level.length === 0) throw new ValidationFailedError(cycles(references, placed));
    for (const job of level) placed.add(job);
    levels.push(level);
    if (levels.length > LIMITS.batchDepth) {
      const detail = `waits for others that wait in turn: at most ${LIMITS.batchDepth} deep`;
      throw new ValidationFailedError([{ detail, pointer: `#/jobs/${level[0]}/after` }]);
    }
  }
  return levels;
}

/** What is left waits for itself, or for what does. */
function cycles(references: readonly ReturnType<typeof referencesOf>[], placed: ReadonlySet<number>): FieldError[] {
  return references
    .flatMap((of, job) => (placed.has(job) ? [] : of.map(({ index, place }) => ({ job, index, place }))))
    .filter(({ index }) => !placed.has(index))
    .slice(0, LIMITS.reportedErrors)
    .map(({ job, place }) => ({
      detail: 'would have the job wait for itself, or for one that does',
      pointer: `#/jobs/${job}/after/${place}`,
    }));
}
