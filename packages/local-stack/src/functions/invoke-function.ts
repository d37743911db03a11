/** What became of an invocation: the handler's result as JSON carries it, or that it threw. */
export type InvocationResult =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly errorMessage: string };

/** Invokes a Lambda function by its name and waits for it. Never rejects. */
export type InvokeFunction = (functionName: string, event: unknown) => Promise<InvocationResult>;
