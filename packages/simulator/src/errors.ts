/** The command line was wrong. Lists every fault; each says what to do. */
export class InvalidOptionsError extends Error {
  readonly code = 'INVALID_OPTIONS';
  override readonly name = 'InvalidOptionsError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`${problems.join('\n')}\nSee: npm run simulate -- --help`);
    this.problems = problems;
  }
}

/** Tasks on instances of one's own have no price here. */
export class UnpricedCapacityError extends Error {
  readonly code = 'UNPRICED_CAPACITY';
  override readonly name = 'UnpricedCapacityError';

  readonly capacityProvider: string;

  constructor(capacityProvider: string) {
    super(`Tasks of the capacity provider ${capacityProvider} run on instances of your own, which have no price here`);
    this.capacityProvider = capacityProvider;
  }
}

/** The jobs that were submitted will never be done. */
export class NeverDrainedError extends Error {
  readonly code = 'NEVER_DRAINED';
  override readonly name = 'NeverDrainedError';

  readonly setting: string;

  constructor(setting: string, waiting: number, afterHours: number) {
    super(
      `"${setting}" does not get done with its jobs: ${waiting} still wait ${afterHours} hours after the last came`,
    );
    this.setting = setting;
  }
}
