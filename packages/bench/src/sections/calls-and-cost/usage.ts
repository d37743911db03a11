import type { AwsCall } from '@jobs/stand-ins';

/** What some calls of one kind came to. */
export interface Usage {
  readonly calls: number;
  /** As they are billed. */
  readonly requests: number;
  /** Requests that pay for fairness on top. */
  readonly fairRequests: number;
  /** Messages of batches. */
  readonly entries: number;
  readonly tableWriteUnits: number;
  readonly indexWriteUnits: number;
  readonly readUnits: number;
}

export interface CallKind extends Pick<AwsCall, 'principal' | 'service' | 'operation'> {
  /** What the name of the table, queue or topic ends in: `jobs`, `text-analyze-standard`. */
  readonly resource: string;
}

export type CountedUsage = CallKind & Usage;

const NO_USAGE: Usage = {
  calls: 0,
  requests: 0,
  fairRequests: 0,
  entries: 0,
  tableWriteUnits: 0,
  indexWriteUnits: 0,
  readUnits: 0,
};

const NAMES = Object.keys(NO_USAGE) as (keyof Usage)[];

const addUsage = (a: Usage, b: Partial<Usage>): Usage =>
  Object.fromEntries(NAMES.map((name) => [name, a[name] + (b[name] ?? 0)])) as Record<keyof Usage, number>;

export const sumUsage = (all: readonly Usage[]): Usage => all.reduce(addUsage, NO_USAGE);

/** Adds calls up by their kind. */
export function createTally() {
  const byKind = new Map<string, CountedUsage>();
  return {
    add(kind: CallKind, usage: Partial<Usage>): void {
      const key = JSON.stringify([kind.principal, kind.service, kind.operation, kind.resource]);
      byKind.set(key, { ...kind, ...addUsage(byKind.get(key) ?? NO_USAGE, { calls: 1, ...usage }) });
    },
    /** What has been added since this was asked last. */
    take(): readonly CountedUsage[] {
      const taken = [...byKind.values()];
      byKind.clear();
      return taken;
    },
  };
}
