import type { JobSummary } from '@jobs/shared-contracts';

const WIDTH = 24;

/** `RUNNING    ████████░░░░  33 %  rendering` */
export function progressLine({
  status,
  progress,
  attempt,
}: Pick<JobSummary, 'status' | 'progress' | 'attempt'>): string {
  const percent = status === 'SUCCEEDED' ? 100 : (progress?.percent ?? 0);
  const filled = Math.round((percent / 100) * WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
  const details = [attempt > 1 ? `attempt ${attempt}` : '', progress?.message ?? ''].filter(Boolean).join(', ');
  return `${status.padEnd(9)} ${bar} ${String(percent).padStart(3)} %  ${details}`.trimEnd();
}
