import type { HeldMessage } from './held-message.ts';

/**
 * A message that is held for the sake of another job than its own, one whose turn is before it, and which has a message
 * of its own. Whatever becomes of that one, this message comes again.
 */
export function holdForOther(held: HeldMessage): HeldMessage {
  return {
    ...held,
    delete: () => held.returnAfter(0),
    replace: (_job, delaySeconds) => held.returnAfter(delaySeconds),
    toDeadLetters: () => held.returnAfter(0),
  };
}
