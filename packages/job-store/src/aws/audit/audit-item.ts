import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { auditExpiryOf, auditKeyOf } from '@jobs/shared-contracts';
import type { AuditRecord } from '../../port/audit-log.ts';

/** The command line, which keeps the trail of keys, writes the same. */
export const toAuditItem = (record: AuditRecord): Record<string, AttributeValue> =>
  marshall({ ...auditKeyOf(record), ...record, expiresAt: auditExpiryOf(record) }, { removeUndefinedValues: true });

export function fromAuditItem(item: Record<string, AttributeValue>): AuditRecord {
  const {
    month: _month,
    entry: _entry,
    expiresAt: _expiresAt,
    ...record
  } = unmarshall(item) as AuditRecord & Readonly<Record<'month' | 'entry' | 'expiresAt', unknown>>;
  return record;
}
