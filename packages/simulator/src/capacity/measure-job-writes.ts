import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { createJobStore, loadJobStoreConfig, type JobTable, type NewJob } from '@jobs/job-store';
import { sumWriteUnits, writeUnits, type WireItem, type WriteUnits } from '@jobs/prices/dynamodb-units';
import { JOBS_TABLE } from '@jobs/shared-contracts';
import { startStandIns } from '@jobs/stand-ins';

/** Ways of a job through the table. */
export const JOB_LIVES = ['short', 'long', 'failed', 'limited'] as const;
export type JobLife = (typeof JOB_LIVES)[number];

const LEASE_MS = 60_000;
/** A worker extends a lease three times before it ends. */
const HEARTBEAT_MS = 20_000;
const LONG_JOB_MS = 10 * 60_000;

/** An ordinary submission: its input is inline, and has some hundred bytes. */
const newJob = (life: JobLife): NewJob => ({
  jobId: `job_${JOB_LIVES.indexOf(life).toString(16).padStart(32, '0')}`,
  owner: 'acme',
  type: 'text-analyze',
  lane: 'standard',
  maxAttempts: 3,
  tags: {},
  input: { inline: { source: { text: 'x'.repeat(200) } } },
  requestHash: 'a'.repeat(64),
  ...(life === 'limited' && { limitKey: 'type/text-analyze' }),
});

interface Run {
  readonly jobs: JobTable;
  readonly pass: (ms: number) => void;
  /** A write has been made. */
  readonly written: () => Promise<void>;
}

async function live(life: JobLife, { jobs, pass, written }: Run): Promise<void> {
  const { jobId } = newJob(life);
  await jobs.createJob(newJob(life));
  await written();
  if (life === 'limited') {
    pass(30_000);
    await jobs.releaseHeld({ jobId }, { round: 0 });
    await written();
  }
  pass(1000);
  const claimed = await jobs.claimJob(jobId, { claimId: `claim-${jobId}`, leaseDurationMs: LEASE_MS });
  if (claimed.outcome !== 'claimed') throw new Error(`The job was not claimed: ${claimed.outcome}`);
  await written();
  const attempt = { jobId, attempt: claimed.job.attempt, attempts: claimed.job.attempts };
  // As the worker does: each heartbeat is told when the job is due, so that the index is left alone where it may be.
  let { dueAt } = claimed.job;
  const runsForMs = life === 'long' ? LONG_JOB_MS : 0;
  for (let ranMs = HEARTBEAT_MS; ranMs < runsForMs; ranMs += HEARTBEAT_MS) {
    pass(HEARTBEAT_MS);
    const lease = await jobs.extendLease(attempt, { leaseDurationMs: LEASE_MS, ...(dueAt !== undefined && { dueAt }) });
    if (lease.outcome === 'held') ({ dueAt } = lease);
    await written();
  }
  pass(5000);
  const ended =
    life === 'failed'
      ? await jobs.failAttempt(attempt, { code: 'unreadable', message: 'The text could not be read.' })
      : await jobs.succeedAttempt(attempt, { inline: { words: 12, language: 'en', keywords: ['queue', 'work'] } });
  if (ended.outcome !== 'written') throw new Error(`The job did not end: ${ended.outcome}`);
  await written();
}

/**
 * Write units of a job in each of its lives, in the jobs table and its indexes: the store's own calls on a stand-in, and
 * what each has changed in the item.
 */
export async function measureJobWrites(): Promise<Readonly<Record<JobLife, WriteUnits>>> {
  const standIns = await startStandIns();
  const config = loadJobStoreConfig(standIns.environment, ['jobs']);
  let nowMs = Date.UTC(2026, 0, 1);
  const store = createJobStore(config, { now: () => nowMs });
  const { region, credentials, endpoints } = config.aws;
  const client = new DynamoDBClient({
    region,
    ...(credentials && { credentials }),
    ...(endpoints.dynamodb !== undefined && { endpoint: endpoints.dynamodb }),
  });
  const { tableName } = config.resources.jobs;
  try {
    const measured: [JobLife, WriteUnits][] = [];
    for (const life of JOB_LIVES) {
      const writes: WriteUnits[] = [];
      let before: WireItem | undefined;
      await live(life, {
        jobs: store.jobs,
        pass: (ms) => (nowMs += ms),
        async written() {
          const Key = { jobId: { S: newJob(life).jobId } };
          const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }));
          if (!Item) throw new Error('The job is not in the table');
          const after = Item as WireItem;
          writes.push(writeUnits(JOBS_TABLE, { before, after }));
          before = after;
        },
      });
      measured.push([life, sumWriteUnits(writes)]);
    }
    return Object.fromEntries(measured) as Record<JobLife, WriteUnits>;
  } finally {
    client.destroy();
    store.close();
    await standIns.stop();
  }
}
