import * as fc from 'fast-check';
import { COMMANDS, type Command } from './commands.ts';
import { checkEnd, drain, settle } from './drain.ts';
import { anyDeclaration, DECLARATIONS, type Declaration, type DeclarationKind } from './model-job-type.ts';
import type { Invariant } from './invariants.ts';
import type { ModelRuns } from './load-model-runs.ts';
import { ModelViolationError } from './model-violation-error.ts';
import { skews, type ClockSkew } from './skewed-clock.ts';
import { World, type Mutation } from './world.ts';

/** What is to be found in the runs. */
export interface ModelCheck {
  /** A line of the protocol that is broken; none unless given. */
  readonly mutation?: Mutation;
  /** Only this one counts; all unless given. */
  readonly invariant?: Invariant;
  /** How the job type is declared; in every run in another way unless given. */
  readonly declared?: DeclarationKind;
  /** In how many steps at most a failing run is made smaller; 0: not at all. */
  readonly maxShrinks: number;
}

const MAX_COMMANDS = 40;
const FIRST_WORKERS = 2;

function check(world: World, wanted: Invariant | undefined): void {
  const { violations, journal } = world.history;
  const isBroken = violations.some(({ invariant }) => invariant === (wanted ?? invariant));
  if (isBroken) throw new ModelViolationError(violations, journal);
}

/** One run: the commands, then quiet until nothing is left to do. */
async function runOnce(
  scheduler: fc.Scheduler,
  commands: Iterable<Command>,
  surroundings: { readonly skews: readonly ClockSkew[]; readonly declaration: Declaration },
  { mutation, invariant }: ModelCheck,
): Promise<World> {
  const world = new World(scheduler, surroundings, mutation);
  for (let worker = 0; worker < FIRST_WORKERS; worker++) world.startWorker();
  await fc.scheduledModelRun(scheduler, () => ({ model: {}, real: world }), commands);
  check(world, invariant);
  await drain(world);
  await checkEnd(world);
  check(world, invariant);
  return world;
}

/** Whatever follows from a step is there before the next is chosen, so that the seed alone decides. */
const act = async (step: () => Promise<void>) => {
  await step();
  await settle();
};

/**
 * Not a value of the property itself: fast-check clones such a one for each smaller run, and clones share their random
 * numbers, so that a smaller run would not be the same when it is replayed.
 */
function createScheduler(seed: number): fc.Scheduler {
  const [scheduler] = fc.sample(fc.scheduler({ act }), { seed, numRuns: 1 });
  if (!scheduler) throw new Error('No scheduler was made');
  return scheduler;
}

/** Runs the model as often as it is told to, or until an invariant is broken. `onRun` is told of each run that held. */
export function checkModel(
  { seed, numRuns, path, replayPath }: ModelRuns,
  wanted: ModelCheck,
  onRun: (world: World) => void = () => {},
) {
  const commands = fc.commands(wanted.declared === 'alone' ? COMMANDS.alone : COMMANDS.amongOthers, {
    maxCommands: MAX_COMMANDS,
    size: 'max',
    ...(replayPath !== undefined && { replayPath }),
  });
  const property = fc.asyncProperty(
    fc.noShrink(fc.nat()),
    // The path to a smaller run is walked by making it smaller again.
    path === undefined ? fc.limitShrink(commands, wanted.maxShrinks) : commands,
    // Only the commands are made smaller: the clocks are printed as they are.
    fc.noShrink(skews),
    fc.noShrink(wanted.declared ? DECLARATIONS[wanted.declared] : anyDeclaration),
    async (scheduleSeed, list, clocks, declaration) => {
      onRun(await runOnce(createScheduler(scheduleSeed), list, { skews: clocks, declaration }, wanted));
    },
  );
  return fc.check(property, {
    seed,
    numRuns,
    ...(path !== undefined && { path }),
    endOnFailure: wanted.maxShrinks === 0,
  });
}
