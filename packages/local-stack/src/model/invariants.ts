/** What holds whatever happens: the promises, and what they rest on. */
export type Invariant =
  | 'accepted is durable'
  | 'one key, one job'
  | 'moves are legal'
  | 'one end'
  | 'one result'
  | 'attempts only grow'
  | 'a release burns no attempt'
  | 'a lease is respected'
  | 'cancel means cancel'
  | 'every state is published'
  | 'acknowledged last'
  | 'failed jobs are dead letters'
  | 'nothing is stuck'
  | 'followers come after'
  | 'a limit holds'
  | 'in order, one at a time';

export interface Violation {
  readonly invariant: Invariant;
  readonly detail: string;
}
