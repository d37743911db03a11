import { stop } from 'esbuild';

let inUse = 0;

/** esbuild keeps a process of its own, which nobody needs after the last bundle and nobody else would end. */
export async function withEsbuild<T>(bundle: () => Promise<T>): Promise<T> {
  inUse += 1;
  try {
    return await bundle();
  } finally {
    inUse -= 1;
    if (inUse === 0) await stop();
  }
}
