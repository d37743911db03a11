export type Timed<T> = { readonly inTime: true; readonly value: T } | { readonly inTime: false };

/** Waits for a promise at most so long. What it settles to later is dropped. */
export async function withinTime<T>(promise: Promise<T>, limitMs: number): Promise<Timed<T>> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<Timed<T>>((resolve) => {
    timer = setTimeout(() => resolve({ inTime: false }), limitMs);
  });
  try {
    return await Promise.race([promise.then((value) => ({ inTime: true, value }) as const), limit]);
  } finally {
    clearTimeout(timer);
  }
}
