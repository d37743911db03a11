import type { Problem } from '@jobs/shared-contracts';
import { ProblemError, UnexpectedAnswerError } from '../errors.ts';
import { parseJson } from './parse-json.ts';
import { mayPass, retryAfterMs } from './retry.ts';

type Refused = Pick<Response, 'status' | 'statusText' | 'headers'>;

const LONGEST_REASON = 200;

const isProblem = (content: object | null): content is Problem =>
  content !== null && 'code' in content && 'status' in content && 'detail' in content;

/** What another try may mend. @throws what it can't */
export function refusal(name: string, response: Refused, text: string, now: number) {
  const failure = readRefusal(name, response, text);
  if (!mayPass(response.status)) throw failure;
  const afterMs = retryAfterMs(response.headers, now);
  return { failure, ...(afterMs !== undefined && { retryAfterMs: afterMs }) };
}

/** The refusal as an error. Of what is no problem document, nothing is quoted but a gateway's message or S3's code. */
function readRefusal(request: string, { status, statusText }: Refused, text: string) {
  const content = parseJson(text);
  const fields = typeof content === 'object' ? content : null;
  if (isProblem(fields)) return new ProblemError(fields);
  const message = fields && 'message' in fields && typeof fields.message === 'string' ? fields.message : undefined;
  const reason = message ?? /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? statusText;
  return new UnexpectedAnswerError(request, status, reason.slice(0, LONGEST_REASON) || 'it gives no reason');
}
