import { describe, expect, test } from '@jest/globals';
import { permits, SCOPES } from './scopes.ts';

describe('scopes', () => {
  test('a scope permits itself and nothing else, but admin permits all that concerns its owner', () => {
    const permitted = SCOPES.map((held) => SCOPES.filter((needed) => permits([held], needed)));
    expect(permitted).toEqual([
      ['jobs:read'],
      ['jobs:write'],
      ['webhooks:manage'],
      ['jobs:read', 'jobs:write', 'webhooks:manage', 'admin'],
      ['operator'],
    ]);
    expect(SCOPES.some((needed) => permits([], needed))).toBe(false);
  });
});
