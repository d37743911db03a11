import type { ServiceSettings } from '@jobs/shared-contracts';
import { SERVICES } from '../sleeping-job-types.ts';

/** A job type's service, with another minimum. */
export function serviceOf(jobType: string, minTasks = 0): ServiceSettings {
  const service = SERVICES.find(({ name }) => name === jobType);
  if (!service) throw new Error(`${jobType} is no service`);
  return { ...service, compute: { ...service.compute, minTasks } };
}
