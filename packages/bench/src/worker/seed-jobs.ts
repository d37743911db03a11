import { randomBytes } from 'node:crypto';
import { messageFor, type JobRecord, type JobStore, type NewJob } from '@jobs/job-store';
import { queueName } from '@jobs/shared-contracts';

const AT_ONCE = 32;

const newJob = (type: string, input: object): NewJob => ({
  jobId: `job_${randomBytes(16).toString('hex')}`,
  owner: 'acme',
  type,
  lane: 'standard',
  maxAttempts: 3,
  tags: { team: 'billing' },
  input: { inline: { ...input } },
  requestHash: randomBytes(32).toString('hex'),
});

/** Stores jobs as submissions do, without their events, and sends their messages to the type's `standard` lane. */
export async function seedJobs(
  { jobs, queues }: Pick<JobStore, 'jobs' | 'queues'>,
  jobType: string,
  inputs: readonly object[],
): Promise<JobRecord[]> {
  const waiting = inputs.values();
  const stored: JobRecord[] = [];
  const store = async () => {
    for (const input of waiting) {
      const { job } = await jobs.createJob(newJob(jobType, input));
      stored.push(job);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, store));
  await queues.sendMessages(
    queueName(jobType, 'standard'),
    stored.map((job) => messageFor(job, Date.now())),
  );
  return stored;
}
