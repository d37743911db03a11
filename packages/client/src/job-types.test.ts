import { expect, test } from '@jest/globals';
import * as contracts from '@jobs/shared-contracts';

const camelCase = (name: string) => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

test('every declaration is exported by its name, from which the client’s types are read off', () => {
  for (const jobType of contracts.JOB_TYPES) {
    expect(contracts).toHaveProperty(camelCase(jobType.name), jobType);
  }
});
