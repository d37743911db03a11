import { describe, expect, test } from '@jest/globals';
import { JOB_TYPES } from '@jobs/shared-contracts';
import type { JobDefinition } from './define-job.ts';
import { jobModuleUrl } from './job-registry.ts';

describe('the registry of handlers', () => {
  test.each([...JOB_TYPES])('$name has a handler, made for its declaration', async (jobType) => {
    const { default: definition } = (await import(jobModuleUrl(jobType))) as { readonly default: JobDefinition };
    expect(definition.jobType).toBe(jobType);
    expect(typeof definition.handler).toBe('function');
  });
});
