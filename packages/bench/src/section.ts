import type { SectionReport } from './report/section-report.ts';

export interface SectionOptions {
  /** Rounds of which the median is taken; each has both sides in it. */
  readonly rounds: number;
  /** A quick look: sizes that show that it works, and figures that mean little. */
  readonly small: boolean;
  /** Tells the person what is under way. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** A part of the benchmark that can be run alone. */
export interface Section {
  /** For the command line, and the name of its file of results. */
  readonly name: string;
  readonly title: string;
  /** What it takes beside Node, as a sentence; undefined when all of it is there. */
  readonly missing?: () => string | undefined;
  readonly run: (options: SectionOptions) => Promise<SectionReport>;
}
