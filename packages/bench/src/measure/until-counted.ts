/**
 * How long it takes until so many have been counted, in seconds. `begin` is given what counts them, and answers how to
 * stop; stopping is not counted.
 */
export async function secondsUntilCounted(
  count: number,
  begin: (counted: (more: number) => void) => () => Promise<void> | void,
): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let sum = 0;
  const begun = performance.now();
  const stop = begin((more) => {
    sum += more;
    if (sum >= count) resolve();
  });
  await promise;
  const seconds = (performance.now() - begun) / 1000;
  await stop();
  return seconds;
}
