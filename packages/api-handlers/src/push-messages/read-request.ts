import { LIMITS, validatePushRequest, type PushRequest } from '@jobs/shared-contracts';
import { MalformedJsonError, MessageTooLargeError, ValidationFailedError } from '../errors.ts';

/** A message as far as it could be read: `json` is there when it was JSON, and short enough to be repeated. */
export type ReadRequest =
  | { readonly request: PushRequest; readonly json: unknown }
  | { readonly refusal: Error; readonly json?: unknown };

export function readRequest(body: string): ReadRequest {
  const sizeBytes = Buffer.byteLength(body);
  if (sizeBytes > LIMITS.pushRequestBytes) return { refusal: new MessageTooLargeError(sizeBytes) };
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { refusal: new MalformedJsonError('A message is one JSON object.') };
  }
  const checked = validatePushRequest(json);
  return checked.valid
    ? { request: checked.value, json }
    : { refusal: new ValidationFailedError(checked.errors), json };
}
