import { describe, expect, test } from '@jest/globals';
import { authorizerContextOf, identityOf } from './authorizer-context.ts';

describe('authorizer context', () => {
  test('what the authorizer writes is what the functions read', () => {
    const identity = { owner: 'acme', scopes: ['jobs:read', 'admin'] } as const;
    expect(identityOf(authorizerContextOf(identity))).toEqual(identity);
  });

  test.each([
    [undefined],
    [null],
    ['true'],
    [{}],
    [{ owner: 'acme', scopes: 'jobs:read' }],
    [{ authenticated: 'false', owner: 'acme', scopes: 'jobs:read' }],
    [{ authenticated: true, owner: 'acme', scopes: 'jobs:read' }],
    [{ authenticated: 'true', owner: '', scopes: 'jobs:read' }],
    [{ authenticated: 'true', owner: '../other', scopes: 'jobs:read' }],
    [{ authenticated: 'true', owner: 'acme' }],
  ])('%j is nobody', (context) => {
    expect(identityOf(context)).toBeUndefined();
  });

  test('a scope that we do not know permits nothing', () => {
    expect(identityOf({ authenticated: 'true', owner: 'acme', scopes: 'jobs:* root' })).toEqual({
      owner: 'acme',
      scopes: [],
    });
  });
});
