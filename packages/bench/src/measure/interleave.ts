import { median } from '../report/median.ts';

/** One side of a comparison. */
export interface Contender {
  readonly name: string;
  /** Measures it once. */
  readonly measure: () => Promise<number>;
}

export interface Interleaved {
  /** The median of a contender. */
  readonly of: (name: string) => number;
  /** The median of the rounds' ratios: a machine that slows down meanwhile slows both sides of a round. */
  readonly ratio: (name: string, toName: string) => number;
}

/** Measures all contenders in each round, one after the other, each round beginning with another one. */
export async function interleave(
  contenders: readonly Contender[],
  rounds: number,
  { say, signal }: { readonly say: (line: string) => void; readonly signal: AbortSignal },
): Promise<Interleaved> {
  const measured = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      signal.throwIfAborted();
      const contender = contenders[(round + turn) % contenders.length];
      if (!contender) continue;
      measured.get(contender.name)?.push(await contender.measure());
    }
    say(
      `round ${round + 1} of ${rounds}: ${[...measured].map(([name, values]) => `${name} ${values.at(-1)?.toPrecision(4)}`).join(', ')}`,
    );
  }
  const valuesOf = (name: string) => measured.get(name) ?? [];
  return {
    of: (name) => median(valuesOf(name)),
    ratio: (name, toName) => median(valuesOf(name).map((value, round) => value / (valuesOf(toName)[round] ?? NaN))),
  };
}
