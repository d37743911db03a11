import type { AuditEnd, AuditLog, AuditRecord } from '@jobs/job-store';
import type { AuditAction } from '@jobs/shared-contracts';
import { RequestRefusedError } from '../errors.ts';
import type { ApiRequest } from '../http/create-api-handler.ts';
import type { Logger } from '../logging/create-logger.ts';

export interface Audited {
  readonly action: AuditAction;
  readonly target: string;
}

/** Who acts: an API request, or who invokes a function. */
export interface Actor {
  readonly actor: string;
  readonly keyId?: string;
  readonly requestId?: string;
  readonly log: Logger;
}

export const actorOf = ({ owner, keyId, requestId, log }: ApiRequest): Actor => ({
  actor: owner,
  log,
  ...(keyId !== undefined && { keyId }),
  ...(requestId !== undefined && { requestId }),
});

/**
 * Does what leaves a trace: it is written down before, so that what can't be written down is not done, and how it ended
 * afterwards. Should that fail, it stays `begun`: it may have been done.
 * @throws {DependencyError} when it could not be written down; nothing was done
 */
export async function audited<T>(
  auditLog: Pick<AuditLog, 'begin' | 'end'>,
  { log, ...who }: Actor,
  what: Audited,
  act: () => Promise<T>,
  detailOf: (done: T) => AuditRecord['detail'] = () => undefined,
): Promise<T> {
  const record = await auditLog.begin({ ...who, ...what });
  const end = async (ended: AuditEnd) => {
    const { id: auditId } = record;
    log.info({ audit: { auditId, ...who, ...what, ...ended } }, 'audit');
    try {
      await auditLog.end(record, ended);
    } catch (error) {
      log.error({ err: error, auditId }, 'how an action ended could not be written to the audit trail');
    }
  };
  try {
    const done = await act();
    const detail = detailOf(done);
    await end({ outcome: 'done', ...(detail && { detail }) });
    return done;
  } catch (error) {
    await end(error instanceof RequestRefusedError ? { outcome: 'refused', code: error.code } : { outcome: 'failed' });
    throw error;
  }
}
