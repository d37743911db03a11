/** Of a source and of each output: two of them, decoded, fit into a worker's memory beside another job's. */
export const MAX_PIXELS = 64_000_000;

/** The longest side that all the formats can hold; WebP has the least. */
export const MAX_SIDE_PIXELS = 16_383;

export const MAX_SOURCE_BYTES = 100 * 1024 * 1024;

/** Encoding cannot be aborted. This bounds how long a cancelled job may go on. */
export const MAX_ENCODING_SECONDS = 60;
