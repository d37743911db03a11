import { useEffect, useRef, useState } from 'preact/hooks';
import type { FailureFilters } from '../app/routes.ts';
import { useAction } from '../app/use-action.ts';
import { pause } from '../live/pause.ts';
import {
  countFailed,
  NOTHING_RETRIED,
  retryFailed,
  type Retrier,
  type RetryPlan,
  type RetryProgress,
} from './retry-failed.ts';

/** Where a retry by filter stands. */
export interface RetryState {
  readonly isBusy: boolean;
  /** So many were found up to now. */
  readonly found: number | undefined;
  /** Once all are counted. */
  readonly plan: RetryPlan | undefined;
  /** Once it has begun. */
  readonly progress: RetryProgress | undefined;
}

interface RetryByFilter extends RetryState {
  readonly error: unknown;
  readonly count: () => void;
  /** Begins, or goes on. */
  readonly retry: (maxPerSecond: number) => void;
  readonly stop: () => void;
}

/** First counts, then retries; stopped by a person, and by leaving the page. */
export function useRetryAll(retrier: Retrier, filters: FailureFilters, onRetried: () => void): RetryByFilter {
  const { isBusy, error, run } = useAction();
  const stop = useRef(new AbortController());
  const [found, setFound] = useState<number>();
  const [plan, setPlan] = useState<RetryPlan>();
  const [progress, setProgress] = useState<RetryProgress>();
  useEffect(() => () => stop.current.abort(), []);

  const stoppable = (work: (signal: AbortSignal) => Promise<void>) => {
    stop.current = new AbortController();
    run(() => work(stop.current.signal));
  };
  return {
    isBusy,
    error,
    found,
    plan,
    progress,
    count: () =>
      stoppable(async (signal) => {
        setPlan(undefined);
        setProgress(undefined);
        setFound(0);
        const complete = await countFailed(retrier, filters, setFound, signal);
        setPlan(signal.aborted ? undefined : complete);
      }),
    retry: (maxPerSecond) =>
      stoppable(async (signal) => {
        if (!plan) return;
        const from = progress ?? NOTHING_RETRIED;
        setProgress(from);
        const onProgress = (at: RetryProgress) => {
          setProgress(at);
          onRetried();
        };
        await retryFailed(retrier, plan, { maxPerSecond, pause }, from, onProgress, signal);
      }),
    stop: () => stop.current.abort(),
  };
}
