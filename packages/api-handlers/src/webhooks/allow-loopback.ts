import { oneOf, withDefault, type Variable } from '@jobs/job-store';

const flag = withDefault('WEBHOOK_ALLOW_LOOPBACK', (name) => oneOf(name, ['true', 'false']), 'false');

/** Whether a webhook may lead to this machine, for a laptop alone: on AWS nothing sets it. */
export const allowLoopback: Variable<boolean> = (env, report) => flag(env, report) === 'true';
