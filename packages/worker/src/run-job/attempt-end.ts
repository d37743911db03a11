import type { StoredPayload } from '@jobs/job-store';
import type { StopReason } from '../errors.ts';

/** Why a handler failed: plain data, since it crosses from a thread. `message` is what the client will see. */
export type Failure =
  | { readonly kind: 'permanent'; readonly code: string; readonly message: string }
  | { readonly kind: 'retry-later'; readonly code: string; readonly message: string; readonly delaySeconds: number }
  /** A service of ours was away: no fault of the job's. */
  | { readonly kind: 'dependency'; readonly code: string; readonly message: string }
  | { readonly kind: 'other'; readonly code: string; readonly message: string };

/** What a thread answers. */
export type HandlerEnd =
  | { readonly kind: 'returned'; readonly result: StoredPayload }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** How an attempt ended. Once it was stopped, what its handler still did no longer counts. */
export type AttemptEnd = HandlerEnd | { readonly kind: 'stopped'; readonly reason: StopReason };
