import type { Setting } from './setting.ts';
import { simulate, type Simulation, type SimulationResult } from './simulate.ts';

/** What is the same for all settings that are compared. */
export interface Comparison extends Omit<Simulation, 'setting'> {
  readonly rounds: number;
}

/** The same again and again, each time with the next seed. */
export function simulateRounds({ rounds, seed, ...simulation }: Comparison, setting: Setting): SimulationResult[] {
  return Array.from({ length: rounds }, (_, round) => simulate({ ...simulation, setting, seed: seed + round }));
}
