/** Stands in for `node:worker_threads` in the functions' bundles, which ask it for nothing else. */
export const isMainThread = true;
