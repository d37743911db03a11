import { useState } from 'preact/hooks';
import { endIfRevoked } from '../session/session.ts';

interface Action {
  readonly isBusy: boolean;
  /** Of the last time. */
  readonly error: unknown;
  readonly run: (work: () => Promise<void>) => void;
}

/** Something that a person starts: one at a time, its failure shown. */
export function useAction(): Action {
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const start = async (work: () => Promise<void>) => {
    setIsBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (failure) {
      endIfRevoked(failure);
      setError(failure);
    } finally {
      setIsBusy(false);
    }
  };
  return { isBusy, error, run: (work) => void (isBusy || start(work)) };
}
