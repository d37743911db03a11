import { join } from 'node:path';
import type { Section } from '../../section.ts';
import { measureHandlers } from './measure-handlers.ts';
import { measureRequests } from './measure-requests.ts';
import { submitReport } from './submit-report.ts';

const ROOT = join(import.meta.dirname, '../../../../..');
const CALLS_PER_BLOCK = 100;
const BLOCKS_PER_ROUND = 3;

export const submit: Section = {
  name: 'submit',
  title: 'Submit and status',
  async run({ rounds, small, say }) {
    say('handlers');
    const times = await measureHandlers(ROOT, {
      blocks: small ? 1 : rounds * BLOCKS_PER_ROUND,
      callsPerBlock: CALLS_PER_BLOCK,
    });
    say('requests to the local stack');
    return submitReport(times, await measureRequests(rounds, small ? 300 : 2000));
  },
};
