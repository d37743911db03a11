/** As shells tell of Ctrl-C. */
export const INTERRUPTED = 130;
