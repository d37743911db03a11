import { expect, test } from '@jest/globals';
import { unpinnedActions } from './lint-workflows.mjs';

const COMMIT = 'a'.repeat(40);

test('an action that is pinned by its commit, with its version behind it, is fine', () => {
  expect(unpinnedActions(`steps:\n  - uses: actions/checkout@${COMMIT} # v7.0.1\n`)).toEqual([]);
  expect(unpinnedActions(`    uses: ./.github/workflows/deploy-environment.yml\n`)).toEqual([]);
});

test.each(['actions/checkout@v7', `actions/checkout@${COMMIT}`, 'actions/checkout@main # v7.0.1', 'actions/checkout'])(
  '%s is not pinned',
  (action) => {
    expect(unpinnedActions(`steps:\n  - name: x\n    uses: ${action}\n`)).toEqual([
      `${action} is not pinned: write owner/name@<commit> # v1.2.3`,
    ]);
  },
);
