import { LIMITS } from '../limits.ts';

const DAY_SECONDS = 24 * 60 * 60;

/** Each takes a thousand entries a second; what people do is far from that. */
export const AUDIT_SHARDS = 4;

/** An entry: 32 random hexadecimal digits, and its time in milliseconds since the epoch. */
export interface AuditPlace {
  readonly id: string;
  readonly at: number;
}

/** Sorts as text as it does in time. The first seven characters are its month. */
export const auditEntryOf = ({ id, at }: AuditPlace) => `${new Date(at).toISOString()}#${id}`;

export const auditMonthShard = (month: string, shard: number) => `${month}#${shard}`;

/** The key of an entry. Its id spreads entries over the shards. */
export function auditKeyOf(place: AuditPlace) {
  const entry = auditEntryOf(place);
  return { month: auditMonthShard(entry.slice(0, 7), Number.parseInt(place.id.slice(-2), 16) % AUDIT_SHARDS), entry };
}

/** In seconds since the epoch, as the table's time to live has it. */
export const auditExpiryOf = ({ at }: AuditPlace) => Math.floor(at / 1000) + LIMITS.auditRetentionDays * DAY_SECONDS;
