import type { SimulationResult } from '../simulate/simulate.ts';

/** What a setting came to, over all rounds. Waits in seconds; dollars and counts of a round, on average. */
export interface Summary {
  readonly name: string;
  readonly jobs: number;
  readonly waitSeconds: { readonly p50: number; readonly p95: number; readonly p99: number; readonly longest: number };
  /** From the first submission until the last job was done. */
  readonly doneSeconds: number;
  readonly peakWorkers: number;
  readonly starts: number;
  /** Jobs' time in slots, by the slots' time. */
  readonly utilisation: number;
  readonly dollars: number;
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** The number below or at which a share of them is. @param sorted the smallest first, at least one */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** The waits of all rounds in seconds, the shortest first. */
export function sortedWaits(rounds: readonly SimulationResult[]): Float64Array {
  const waits = new Float64Array(rounds.reduce((sum, { waitsMs }) => sum + waitsMs.length, 0));
  let place = 0;
  for (const { waitsMs } of rounds) for (const waitMs of waitsMs) waits[place++] = waitMs / 1000;
  return waits.toSorted();
}

/** @param rounds of one setting, at least one */
export function summarize(rounds: readonly SimulationResult[]): Summary {
  const waits = sortedWaits(rounds);
  const setting = rounds[0]?.setting;
  const slotSeconds =
    rounds.reduce((sum, { usage }) => sum + usage.readySeconds, 0) * (setting?.concurrencyPerWorker ?? 1);
  const busySeconds = rounds.reduce((sum, { usage }) => sum + usage.busySlotSeconds, 0);
  return {
    name: setting?.name ?? '',
    jobs: Math.round(waits.length / rounds.length),
    waitSeconds: {
      p50: percentile(waits, 0.5),
      p95: percentile(waits, 0.95),
      p99: percentile(waits, 0.99),
      longest: waits.at(-1) ?? NaN,
    },
    doneSeconds: mean(rounds.map(({ doneMs }) => doneMs / 1000)),
    peakWorkers: rounds.reduce((most, { samples }) => Math.max(most, ...samples.map(({ ready }) => ready)), 0),
    starts: mean(rounds.map(({ usage }) => usage.starts)),
    utilisation: slotSeconds === 0 ? 0 : busySeconds / slotSeconds,
    dollars: mean(rounds.map(({ dollars }) => dollars)),
  };
}
