/** What a section found out, as it is kept in `docs/performance/<section>.json` and shown in `docs/performance.md`. */
export interface SectionReport {
  /** What was compared and how, in Markdown. */
  readonly lead: string;
  readonly tables: readonly ReportTable[];
  readonly charts: readonly BarChart[];
  readonly targets: readonly Target[];
}

export interface ReportTable {
  readonly caption?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** Bars beside each other; the first series is ours. */
export interface BarChart {
  /** Names its file: `docs/performance/<name>.svg`. */
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly bars: readonly Bar[];
}

interface Bar {
  readonly label: string;
  readonly value: number;
  readonly ours: boolean;
}

/** A figure that was wanted, and what it came to. */
export interface Target {
  readonly figure: string;
  readonly wanted: Bound;
  readonly measured: number;
  /** Why it was not reached, where that is known. */
  readonly why?: string;
}

export interface Bound {
  readonly atLeast?: number;
  readonly atMost?: number;
}

export const isMet = ({ wanted: { atLeast = -Infinity, atMost = Infinity }, measured }: Target) =>
  measured >= atLeast && measured <= atMost;
