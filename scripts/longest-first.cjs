// @ts-check
const { default: TestSequencer } = require('@jest/test-sequencer');

/** Minutes each: begun last, one of them alone would hold up the end. jest knows the times only from the second run on. */
const LONGEST = ['src/deployment.test', 'terraform/modules.test', 'promises/thousand-jobs', 'src/bootstrap.test'];

/** @typedef {Parameters<import('@jest/test-sequencer').default['sort']>[0]} Tests */

/** @param {{ readonly path: string }} test */
function rankOf({ path }) {
  const rank = LONGEST.findIndex((part) => path.includes(part));
  return rank < 0 ? LONGEST.length : rank;
}

/** jest's own order, but for the longest. */
module.exports = class LongestFirst extends TestSequencer {
  /**
   * @override
   * @param {Tests} tests
   * @returns {Promise<Tests>}
   */
  async sort(tests) {
    // oxlint-disable-next-line unicorn/no-array-sort -- it is no array's
    const sorted = await super.sort(tests);
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
};
