/** A terminal's Ctrl-C arrives here directly and once more through npm: signals so close together are one. */
const SAME_SIGNAL_MS = 500;

export interface StopSignalHandlers {
  /** At the first signal. */
  readonly stop: () => void;
  /** At the second: the person will not wait. */
  readonly stopAtOnce: () => void;
  readonly now?: () => number;
}

/** Calls `stop`, then `stopAtOnce`, for Ctrl-C, SIGTERM, a closed terminal, or the end of the parent that forked us. */
export function onStopSignals(target: NodeJS.Process, { stop, stopAtOnce, now = Date.now }: StopSignalHandlers): void {
  let firstMs: number | undefined;
  const handle = () => {
    if (firstMs === undefined) {
      firstMs = now();
      stop();
    } else if (now() - firstMs > SAME_SIGNAL_MS) stopAtOnce();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) target.on(signal, handle);
  target.once('disconnect', handle);
  target.channel?.unref();
}
