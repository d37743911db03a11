import { createLogger, type Logger } from '../logging/create-logger.ts';

export interface CapturedLog {
  readonly logger: Logger;
  /** Everything that was logged, as it was written. */
  readonly text: () => string;
  readonly lines: () => readonly Record<string, unknown>[];
}

/** A logger as in production, at its most talkative, that writes into memory. */
export function captureLog(): CapturedLog {
  const written: string[] = [];
  const parsed: Record<string, unknown>[] = [];
  return {
    logger: createLogger('trace', { write: (line) => void written.push(line) }),
    text: () => written.join(''),
    lines: () => {
      // Each line once: some tests log thousands, and look at them again and again.
      for (const line of written.slice(parsed.length)) parsed.push(JSON.parse(line) as Record<string, unknown>);
      return parsed;
    },
  };
}
