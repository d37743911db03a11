import type { JobTypePackage } from './packaged-job-types.ts';

/**
 * Packages whose job types this installation runs beside its own, by their names, as `pnpm add -w` installs them.
 * For one more: `import * as acme from '@acme/job-types/job-types'`, its line here, and `pnpm generate`.
 */
export const JOB_TYPE_PACKAGES = {} as const satisfies Readonly<Record<string, JobTypePackage>>;
