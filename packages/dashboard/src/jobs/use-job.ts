import { useEffect, useState } from 'preact/hooks';
import { isLostConnection } from '../api/error-message.ts';
import { connection, endIfRevoked, type Session } from '../session/session.ts';
import { followJob, type ShownJob } from './follow-job.ts';

interface FollowedJob {
  readonly job: ShownJob | undefined;
  readonly error: unknown;
  /** Begins anew, as after a retry: following ends with the job. */
  readonly followAgain: () => void;
}

/** The job as it is, live; followed anew when the connection comes back. */
export function useJob(session: Session, jobId: string): FollowedJob {
  const [job, setJob] = useState<ShownJob>();
  const [error, setError] = useState<unknown>();
  const [round, setRound] = useState(0);
  const recoveries = connection.recoveries.value;

  useEffect(() => {
    const stop = new AbortController();
    const follow = async () => {
      try {
        await followJob(session, jobId, setJob, stop.signal);
        setError(undefined);
      } catch (failure) {
        if (stop.signal.aborted) return;
        endIfRevoked(failure);
        // The banner tells of a lost connection, and its return begins this anew.
        if (!isLostConnection(failure)) setError(failure);
      }
    };
    void follow();
    return () => stop.abort();
  }, [session, jobId, round, recoveries]);

  return { job, error, followAgain: () => setRound((last) => last + 1) };
}
