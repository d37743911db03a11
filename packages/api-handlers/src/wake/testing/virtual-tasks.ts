/** From the desired count to a worker that receives. */
export const START_MS = 60_000;

/** Tasks that take their time to start. One that is busy is protected, and outlives the scale-in. */
export function createVirtualTasks(now: () => number, isBusy: () => boolean) {
  let desired = 0;
  let running = 0;
  let starting: number[] = [];
  return {
    running: () => running,
    want(tasks: number) {
      desired = tasks;
      const missing = desired - running - starting.length;
      for (let i = 0; i < missing; i++) starting.push(now() + START_MS);
      starting = starting.slice(0, Math.max(0, desired - running));
    },
    start() {
      running += starting.filter((at) => at <= now()).length;
      starting = starting.filter((at) => at > now());
      if (running > desired && !isBusy()) running = desired;
    },
  };
}
