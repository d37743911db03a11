export interface TaskDemand {
  readonly jobType: string;
  readonly desiredTasks: number;
  readonly runningTasks: number;
  readonly minTasks: number;
  readonly backlog: number;
}

/**
 * Shares a machine's limit among the job types, which on AWS have none in common. Whoever runs keeps what it has;
 * a type without a task comes before one that wants more, and one place is kept free for each sleeping type, so that
 * a deep backlog of one leaves no other waiting. Where even that is not enough, idle types give theirs up early.
 * @param demands in the order in which they are served: who waits longest first
 * @returns how many tasks each type may run now
 */
export function allocateTasks(demands: readonly TaskDemand[], limit: number): ReadonlyMap<string, number> {
  const targets = new Map(
    demands.map((demand) => [demand.jobType, Math.min(demand.desiredTasks, demand.runningTasks)]),
  );
  const targetOf = ({ jobType }: TaskDemand) => targets.get(jobType) ?? 0;
  const give = (demand: TaskDemand) => targets.set(demand.jobType, targetOf(demand) + 1);
  const places = () =>
    limit - demands.reduce((sum, demand) => sum + Math.max(targetOf(demand), demand.runningTasks), 0);

  const waiting = demands.filter((demand) => demand.desiredTasks > 0 && demand.runningTasks === 0);
  const unserved = waiting.filter((demand) => {
    if (places() <= 0) return true;
    give(demand);
    return false;
  });

  const sleeping = () => demands.filter((demand) => targetOf(demand) === 0).length;
  const growing = () => demands.filter((demand) => targetOf(demand) > 0 && targetOf(demand) < demand.desiredTasks);
  for (let some = growing(); some.length > 0 && places() > sleeping(); some = growing()) {
    for (const demand of some) if (places() > sleeping()) give(demand);
  }

  const idle = demands.filter(
    (demand) => demand.backlog === 0 && demand.runningTasks > 0 && targetOf(demand) > demand.minTasks,
  );
  for (const demand of idle.slice(0, unserved.length)) targets.set(demand.jobType, demand.minTasks);
  return targets;
}
