import type { ProblemCode } from '../http/problems.ts';

/** Problems that only a message over a WebSocket can be answered with, and no route. */
export const PUSH_PROBLEMS: readonly ProblemCode[] = ['too-many-subscriptions'];
