import { useAction } from '../app/use-action.ts';
import type { Session } from '../session/session.ts';

/** What is done with a schedule without its form. */
export function useScheduleActions({ client: { schedules } }: Session) {
  const { isBusy, error, run } = useAction();
  const acting = (work: () => Promise<unknown>, onDone: () => void) =>
    run(async () => {
      await work();
      onDone();
    });
  return {
    isBusy,
    error,
    pause: (scheduleId: string, paused: boolean, onDone: () => void) =>
      acting(() => schedules.update(scheduleId, { paused }), onDone),
    remove: (scheduleId: string, onDone: () => void) => acting(() => schedules.delete(scheduleId), onDone),
  };
}
