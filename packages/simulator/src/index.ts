export { burstArrivals, dailyArrivals, poissonArrivals, type Arrivals } from './arrivals/arrivals.ts';
export { AWS, type Environment } from './simulate/environment.ts';
export type { Setting } from './simulate/setting.ts';
export { simulate, type Simulation, type SimulationResult } from './simulate/simulate.ts';
