import type { AuditRecord } from '@jobs/job-store';
import type { AuditEntry, AuditList } from '@jobs/shared-contracts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jsonResponse } from '../http/response.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import { cursorOf, readAuditQuery } from './audit-query.ts';
import type { ListAuditConfig } from './load-config.ts';

export function createHandler(config: ListAuditConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'list-audit',
    logger,
    now,
    handle: async ({ query }) => {
      const { entries, next } = await store.auditLog.list(readAuditQuery(query));
      const answer: AuditList = {
        entries: entries.map(presentEntry),
        ...(next !== undefined && { nextCursor: cursorOf(next) }),
      };
      return jsonResponse(200, answer, { 'cache-control': 'no-store' });
    },
  });
}

function presentEntry({ at, detail, ...record }: AuditRecord): AuditEntry {
  return { ...record, at: new Date(at).toISOString(), ...(detail && { detail: { ...detail } }) };
}
