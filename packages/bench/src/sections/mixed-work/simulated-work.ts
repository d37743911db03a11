/** What a job of the mix does, as its input says. */
export interface MixedInput {
  readonly waitMs?: number;
  readonly spinMs?: number;
}

/** Waits, as for another service, or keeps the processor busy, as a parser or a codec does. */
export async function doMixedWork({ waitMs = 0, spinMs = 0 }: MixedInput): Promise<void> {
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  const end = performance.now() + spinMs;
  while (performance.now() < end);
}
