import type { JobClient, JobRef } from '@jobs/client';

export async function watch(client: JobClient, job: JobRef) {
  for await (const { status, progress, version } of client.watch(job)) {
    console.log(version, status, progress?.percent);
  }
}
