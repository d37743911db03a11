import { createLogger, type Logger } from '../logging/create-logger.ts';

export interface CapturedLog {
  readonly logger: Logger;
  /** Everything that was logged, as it was written. */
  readonly text: () => string;
  readonly lines: () => Record<string, unknown>[];
}

/** A logger as in production, at its most talkative, that writes into memory. */
export function captureLog(): CapturedLog {
  const written: string[] = [];
  return {
    logger: createLogger('trace', { write: (line) => void written.push(line) }),
    text: () => written.join(''),
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
