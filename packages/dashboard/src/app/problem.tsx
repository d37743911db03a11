import { ProblemError } from '@jobs/client';
import { messageOf } from '../api/error-message.ts';

/** A failure as a person is told of it, at once. */
export function Problem({ error }: { readonly error: unknown }) {
  if (error === undefined) return null;
  const traceId = error instanceof ProblemError ? error.traceId : undefined;
  return (
    <div role="alert" class="problem">
      <p>{messageOf(error)}</p>
      {traceId !== undefined && <p class="note">Trace {traceId}</p>}
    </div>
  );
}
