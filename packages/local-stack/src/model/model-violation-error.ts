import type { Violation } from './invariants.ts';

/** A run has broken invariants; `journal` is all that happened in it. */
export class ModelViolationError extends Error {
  override readonly name = 'ModelViolationError';
  readonly code = 'model-violation';
  readonly violations: readonly Violation[];
  readonly journal: readonly string[];

  constructor(violations: readonly Violation[], journal: readonly string[]) {
    super(violations.map(({ invariant, detail }) => `${invariant}: ${detail}`).join('\n'));
    this.violations = violations;
    this.journal = journal;
  }
}
