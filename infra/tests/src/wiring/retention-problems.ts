import { LIMITS } from '@jobs/shared-contracts';
import { DEPLOYED_JOB_TYPES } from '../deployed/deployed-job-types.ts';
import type { Deployment } from '../read-back/read-deployment.ts';

/** For how many days each object is kept at least: S3 counts from when it was written, the API from the end of its job. */
const daysOf = (resultRetentionDays: number) => resultRetentionDays + 1;

/** Where the bucket deletes results sooner than the API says, or keeps them for longer than their job type declares. */
export function retentionProblems({ retention }: Deployment): string[] {
  const rules = retention.filter(({ prefix }) => prefix === 'jobs/');
  const declared = new Set(DEPLOYED_JOB_TYPES.flatMap(({ resultRetentionDays }) => resultRetentionDays ?? []));
  const untagged = rules.filter(({ tags }) => tags.length === 0);
  return [
    ...[...declared].flatMap((days) => {
      const tag = `delete-after-days=${days}`;
      const found = rules.filter(({ tags }) => tags.join() === tag).map((rule) => rule.days);
      return found.join() === String(daysOf(days))
        ? []
        : [`objects with ${tag} are deleted after ${found.join()} days`];
    }),
    ...(rules.length === declared.size + untagged.length ? [] : ['there are rules that no job type declares']),
    ...(untagged.some(({ days }) => days < LIMITS.jobRetentionDays) ? ['payloads are deleted before their jobs'] : []),
  ].map((problem) => `retention: ${problem}`);
}
