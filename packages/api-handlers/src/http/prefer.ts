import { LIMITS } from '@jobs/shared-contracts';

/**
 * The seconds of `Prefer: wait=N` (https://www.rfc-editor.org/rfc/rfc7240#section-4.3), at most as many as we wait.
 * The first `wait` counts; preferences that we do not know or understand are ignored, as the RFC asks, and so is a header
 * that is too long.
 */
export function parseWaitSeconds(header: string | undefined): number | undefined {
  if (header !== undefined && header.length > LIMITS.headerCharacters) return undefined;
  for (const preference of (header ?? '').split(',')) {
    const seconds = /^\s*wait\s*=\s*(?:"(\d+)"|(\d+))\s*(?:;.*)?$/i.exec(preference);
    if (seconds) return Math.min(Number(seconds[1] ?? seconds[2]), LIMITS.waitSeconds);
  }
  return undefined;
}
