import type { AuditAction, AuditOutcome } from '@jobs/shared-contracts';

/** What somebody is about to do. */
export interface NewAuditRecord {
  readonly action: AuditAction;
  /** The owner of the API key, or who acts without one. */
  readonly actor: string;
  /** The beginning of the key's SHA-256. */
  readonly keyId?: string;
  readonly target: string;
  readonly requestId?: string;
}

export interface AuditRecord extends NewAuditRecord {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `begun` until its end is written, and for good if whoever did it died before. */
  readonly outcome: AuditOutcome;
  readonly code?: string;
  readonly detail?: Readonly<Record<string, number>>;
}

export type AuditEnd = Pick<AuditRecord, 'code' | 'detail'> & { readonly outcome: Exclude<AuditOutcome, 'begun'> };

export interface AuditQuery {
  /** Entries in a page, at least 1. */
  readonly limit: number;
  /** Go on behind this place: the `next` of a page. */
  readonly after?: string;
  readonly action?: AuditAction;
  readonly actor?: string;
  readonly target?: string;
}

export interface AuditPage {
  readonly entries: readonly AuditRecord[];
  /** Where to go on. Absent at the end; a page with fewer entries than its limit need not be the last. */
  readonly next?: string;
}

/** Who did what. An entry is written before it is done, and its end afterwards. */
export interface AuditLog {
  begin(entry: NewAuditRecord): Promise<AuditRecord>;
  end(record: Pick<AuditRecord, 'id' | 'at'>, end: AuditEnd): Promise<void>;
  /** The newest first, as far back as entries are kept. Read consistently. */
  list(query: AuditQuery): Promise<AuditPage>;
}

/** Whether a text can be a place in the trail: a month that has been read, or an entry. */
export const isAuditPlace = (text: string) =>
  /^\d{4}-(0[1-9]|1[0-2])(-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z#[0-9a-f]{32})?$/.test(text);
