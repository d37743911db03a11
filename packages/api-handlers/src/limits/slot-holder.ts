import type { JobRecord, SlotHolder } from '@jobs/job-store';

/** Half of what the id takes: all holders of a limit are in one item. */
const shortId = (jobId: string) => Buffer.from(jobId.slice('job_'.length), 'hex').toString('base64url');

const longId = (short: string) => `job_${Buffer.from(short, 'base64url').toString('hex')}`;

/** Which time this is that the job waits: that a slot of the last time is returned late must not return this one's. */
export const roundOf = ({ orderRound = 0 }: Pick<JobRecord, 'orderRound'>): number => orderRound;

/** Under which name a job holds a slot: another one each time that it is retried. */
export const slotHolderOf = (job: Pick<JobRecord, 'jobId' | 'owner' | 'orderRound'>): SlotHolder => ({
  owner: job.owner,
  holder: `${shortId(job.jobId)}.${roundOf(job)}`,
});

export function readHolder({ holder }: SlotHolder): { readonly jobId: string; readonly round: number } {
  const [short = '', round = '0'] = holder.split('.');
  return { jobId: longId(short), round: Number(round) };
}
