// @ts-check
/**
 * The kinds of tests, by what they need and when they run (`run-tests.mjs`). Each file is of exactly one kind.
 *
 * @typedef {object} TestKind a choice of files, as jest's projects have it
 * @property {string} displayName
 * @property {readonly string[]} roots
 * @property {readonly string[]} testMatch
 * @property {readonly string[]} testPathIgnorePatterns
 */

/** Minutes of the same calls that others make, and what calls nothing but a store in memory, or nothing. */
const CALLS_NOTHING_NEW = [
  'promises/thousand-jobs',
  '/src/chaos/',
  '/src/model/',
  '/src/ordering/',
  '/src/docs/',
  'simulated-run',
  'csv-etl/.*-process',
];
/** Whose calls are those of deployables. */
const DEPLOYED_PACKAGES = ['api-handlers', 'worker', 'local-stack'];

const callsNothingNew = `(?:${CALLS_NOTHING_NEW.join('|')})`;
const ofDeployed = `/packages/(?:${DEPLOYED_PACKAGES.join('|')})/`;
const testMatch = ['**/*.test.ts'];
const IGNORED = ['/node_modules/', '\\.browser\\.test\\.ts$'];

/** @type {readonly TestKind[]} */
export const TEST_KINDS = [
  {
    // The calls that they make are recorded, and judged by the tests of the infrastructure.
    displayName: 'recorded',
    roots: DEPLOYED_PACKAGES.map((name) => `<rootDir>/packages/${name}`),
    testMatch,
    testPathIgnorePatterns: [...IGNORED, callsNothingNew],
  },
  {
    displayName: 'others',
    roots: ['<rootDir>/packages', '<rootDir>/scripts', '<rootDir>/examples'],
    testMatch,
    testPathIgnorePatterns: [...IGNORED, `^(?!.*${callsNothingNew}).*${ofDeployed}`],
  },
  { displayName: 'infrastructure', roots: ['<rootDir>/infra/tests'], testMatch, testPathIgnorePatterns: IGNORED },
  {
    displayName: 'browser',
    roots: ['<rootDir>/packages'],
    testMatch: ['**/*.browser.test.ts'],
    testPathIgnorePatterns: ['/node_modules/'],
  },
];
