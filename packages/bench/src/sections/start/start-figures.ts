import { median } from '../../report/median.ts';
import type { StartTimes } from './measure-start.ts';

/** What was measured of one bundle, over all rounds. */
export interface StartFigures {
  readonly initMs: number;
  readonly cpuMs: number;
  /** NaN where no answer was measured. */
  readonly answeredMs: number;
}

export interface FunctionFigures {
  readonly name: string;
  readonly zipKib: number;
  readonly ours: StartFigures;
  readonly usualZipKib: number;
  readonly usual: StartFigures;
}

const present = (values: readonly (number | undefined)[]) => values.filter((value) => value !== undefined);

export const figuresOf = (times: readonly StartTimes[]): StartFigures => ({
  initMs: median(times.map(({ initMs }) => initMs)),
  cpuMs: median(present(times.map(({ cpuMs }) => cpuMs))),
  answeredMs: median(present(times.map(({ answeredMs }) => answeredMs))),
});
