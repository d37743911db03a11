import type { Validation } from '../validation.ts';
import { PUSH_ACTIONS, type PushRequest } from './messages.ts';
import { validatePushRequestAs } from '../validation.ts';

const isAction = (value: unknown) => (PUSH_ACTIONS as readonly unknown[]).includes(value);

/** Checks what a client sent over a WebSocket, once it is parsed. Pointers start at `#`. */
export function validatePushRequest(value: unknown): Validation<PushRequest> {
  const { action, jobs } = fieldsOf(value);
  if (!isAction(action)) {
    const detail = `must be one of ${PUSH_ACTIONS.map((known) => JSON.stringify(known)).join(', ')}`;
    return { valid: false, errors: [{ detail, pointer: '#/action' }] };
  }
  if (action === 'ping') return validatePushRequestAs('ping', value);
  return validatePushRequestAs(jobs === undefined ? 'jobTopic' : 'ownJobs', value);
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
