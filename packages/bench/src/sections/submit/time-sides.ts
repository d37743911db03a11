/** One way to do something. */
export interface Side {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

export interface SideTimes {
  /** Of each call. */
  readonly wallMs: number[];
  /** User and system, of each block of calls, for one call. */
  readonly cpuMs: number[];
}

interface TimingOptions {
  readonly blocks: number;
  readonly callsPerBlock: number;
}

/**
 * Times the sides one call after the other, in short blocks of one side each: what slows the machine down for a while
 * slows down all of them. Who begins changes with every block.
 */
export async function timeSides(
  sides: readonly Side[],
  { blocks, callsPerBlock }: TimingOptions,
): Promise<Record<string, SideTimes>> {
  const times: Record<string, SideTimes> = {};
  for (const { name } of sides) times[name] = { wallMs: [], cpuMs: [] };
  for (let block = 0; block < blocks; block += 1) {
    for (let turn = 0; turn < sides.length; turn += 1) {
      const side = sides[(block + turn) % sides.length];
      if (side) await timeBlock(side, callsPerBlock, times[side.name]);
    }
  }
  return times;
}

async function timeBlock({ run }: Side, calls: number, times: SideTimes | undefined): Promise<void> {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call += 1) {
    const startedAt = performance.now();
    await run();
    times?.wallMs.push(performance.now() - startedAt);
  }
  const { user, system } = process.cpuUsage(before);
  times?.cpuMs.push((user + system) / 1000 / calls);
}
