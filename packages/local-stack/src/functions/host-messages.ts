import type { InvocationResult } from './invoke-function.ts';

/** What the stack tells the process that hosts the functions. */
export interface Invoke {
  readonly id: number;
  readonly functionName: string;
  readonly event: unknown;
}

/** What that process tells the stack. */
export type FromHost =
  /** Every handler is loaded. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'invoked'; readonly id: number; readonly outcome: InvocationResult };
