import { describe, expect, test } from '@jest/globals';
import { CreateUploadRequest, SubmitJobRequest } from './http/requests.ts';
import { JOB_TYPES } from './job-types/catalogue.ts';
import { LIMITS } from './limits.ts';
import {
  validateBatchEnvelope,
  validateCreateUploadRequest,
  validateInput,
  validateSubmitJobRequest,
} from './validation.ts';

type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

/** Whether a text that matches has an end: anchored, and nothing in it repeats for ever. */
const isBoundedPattern = (pattern: unknown) =>
  typeof pattern === 'string' && /^\^.*\$$/.test(pattern) && !/[*+]|\{\d+,\}/.test(pattern.replaceAll(/\[.*?\]/g, 'c'));

const BOUNDED_FORMATS = new Set(['date']);

/** What of a schema lets a client send as much as it likes. */
function unbounded(schema: Schema, at: string): string[] {
  const { type, properties, items, propertyNames, patternProperties, additionalProperties } = schema;
  const below = [
    ...Object.entries(isSchema(properties) ? properties : {}).map(([name, of]) => [of, `${at}/${name}`] as const),
    ...Object.values(isSchema(patternProperties) ? patternProperties : {}).map((of) => [of, `${at}/*`] as const),
    [items, `${at}[]`] as const,
    [additionalProperties, `${at}/*`] as const,
    [propertyNames, `${at} (names)`] as const,
  ].flatMap(([of, where]) => (isSchema(of) ? unbounded(of, where) : []));
  return [...below, ...(isBounded(schema, type) ? [] : [at])];
}

function isBounded(schema: Schema, type: unknown): boolean {
  if ('enum' in schema || 'const' in schema) return true;
  switch (type) {
    case 'string':
      return (
        'maxLength' in schema || isBoundedPattern(schema['pattern']) || BOUNDED_FORMATS.has(String(schema['format']))
      );
    case 'array':
      return 'maxItems' in schema;
    case 'integer':
    case 'number':
      return 'minimum' in schema && 'maximum' in schema;
    case 'object':
      return schema['additionalProperties'] === false || 'maxProperties' in schema;
    case 'boolean':
      return true;
    default:
      return false;
  }
}

describe('what a client may send', () => {
  test.each([
    ...JOB_TYPES.map(({ name, input }) => [`the input of ${name}`, input] as const),
    ['an upload', CreateUploadRequest] as const,
  ])('has an end, in every field of %s', (_, schema) => {
    expect(unbounded(schema as unknown as Schema, '#')).toEqual([]);
  });

  test('has an end, in every field of a submission but the input, which has its own schema', () => {
    expect(unbounded(SubmitJobRequest as unknown as Schema, '#')).toEqual(['#/input']);
  });
});

const letters = (length: number) => 'x'.repeat(length);
const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
const submission = (changes: object) => validateSubmitJobRequest({ type: 'csv-etl', input: {}, ...changes }).valid;
const tags = (count: number) => Object.fromEntries(many(count, (i) => [`tag${i}`, 'v']));

const source = (changes: object = {}) => ({ table: 't', format: 'csv', from: { text: 'a' }, ...changes });
const etl = (changes: object) =>
  validateInput('csv-etl', { sources: [source()], sql: 'FROM t', output: { format: 'csv' }, ...changes }).valid;

const UPLOAD_ID = `upl_${'0'.repeat(32)}`;
const picture = (changes: object = {}) => ({ fileName: 'a.png', format: 'png', ...changes });
const image = (outputs: object[]) =>
  validateInput('image-transform', { image: { uploadId: UPLOAD_ID }, outputs }).valid;

const party = (changes: object = {}) => ({ name: 'a', ...changes });
const line = (changes: object = {}) => ({ description: 'a', quantity: 1, unitPrice: 1, ...changes });
const invoice = (changes: object) =>
  validateInput('document-render', {
    content: {
      invoice: {
        number: '1',
        issuedOn: '2026-11-02',
        currency: 'EUR',
        seller: party(),
        buyer: party(),
        lines: [line()],
        ...changes,
      },
    },
  }).valid;
const document = (changes: object) =>
  validateInput('document-render', { content: { markdown: 'a' }, ...changes }).valid;
const text = (changes: object) => validateInput('text-analyze', { source: { text: 'a' }, ...changes }).valid;

/** Each limit: whether a request is valid that has so many of it. */
const AT: readonly (readonly [string, number, (count: number) => boolean])[] = [
  ['the name of a job type', 40, (n) => submission({ type: letters(n) })],
  ['attempts', LIMITS.attempts, (n) => submission({ maxAttempts: n })],
  [
    'the URL of a webhook',
    LIMITS.webhookUrlCharacters,
    (n) => submission({ webhook: { url: `https://a.example/${letters(n - 18)}` } }),
  ],
  [
    'jobs that a job waits for',
    LIMITS.awaitedJobs,
    (n) => submission({ after: many(n, (i) => `job_${String(i).padStart(32, '0')}`) }),
  ],
  ['jobs of a batch', LIMITS.batchJobs, (n) => validateBatchEnvelope({ jobs: many(n, () => 1) }).valid],
  [
    'the name of a batch',
    LIMITS.batchNameCharacters,
    (n) => validateBatchEnvelope({ jobs: [1], name: letters(n) }).valid,
  ],
  ['tags', LIMITS.tags, (n) => submission({ tags: tags(n) })],
  ['the name of a tag', LIMITS.tagKeyCharacters, (n) => submission({ tags: { [letters(n)]: '' } })],
  ['the value of a tag', LIMITS.tagValueCharacters, (n) => submission({ tags: { a: letters(n) } })],
  ['the size of an upload', LIMITS.uploadBytes, (n) => validateCreateUploadRequest({ sizeBytes: n }).valid],
  [
    'the type of an upload',
    100,
    (n) => validateCreateUploadRequest({ sizeBytes: 1, contentType: `a/${letters(n - 2)}` }).valid,
  ],
  ['sources', 10, (n) => etl({ sources: many(n, (i) => source({ table: `t${i}` })) })],
  ['the name of a table', 63, (n) => etl({ sources: [source({ table: letters(n) })] })],
  ['the text of a source', 200_000, (n) => etl({ sources: [source({ from: { text: letters(n) } })] })],
  ['SQL', 20_000, (n) => etl({ sql: letters(n) })],
  ['the name of an output', 100, (n) => etl({ output: { format: 'csv', fileName: letters(n) } })],
  ['outputs of an image', 20, (n) => image(many(n, () => picture()))],
  ['the name of an image', 100, (n) => image([picture({ fileName: letters(n) })])],
  ['the width of an image', 10_000, (n) => image([picture({ resize: { width: n } })])],
  ['the height of an image', 10_000, (n) => image([picture({ resize: { height: n } })])],
  ['the width of a crop', 10_000, (n) => image([picture({ crop: { left: 0, top: 0, width: n, height: 1 } })])],
  ['the height of a crop', 10_000, (n) => image([picture({ crop: { left: 0, top: 0, width: 1, height: n } })])],
  ['the left of a crop', 100_000, (n) => image([picture({ crop: { left: n, top: 0, width: 1, height: 1 } })])],
  ['the top of a crop', 100_000, (n) => image([picture({ crop: { left: 0, top: n, width: 1, height: 1 } })])],
  ['the quality of an image', 100, (n) => image([picture({ quality: n })])],
  ['Markdown', 200_000, (n) => document({ content: { markdown: letters(n) } })],
  ['the title of a document', 200, (n) => document({ title: letters(n) })],
  ['the name of a document', 100, (n) => document({ fileName: letters(n) })],
  ['the number of an invoice', 50, (n) => invoice({ number: letters(n) })],
  ['the lines of an invoice', 2000, (n) => invoice({ lines: many(n, () => line()) })],
  ['the description of a line', 500, (n) => invoice({ lines: [line({ description: letters(n) })] })],
  ['the quantity of a line', 1_000_000, (n) => invoice({ lines: [line({ quantity: n })] })],
  ['the price of a line', 1_000_000_000, (n) => invoice({ lines: [line({ unitPrice: n })] })],
  ['the tax of a line', 100, (n) => invoice({ lines: [line({ taxPercent: n })] })],
  ['the name of a party', 200, (n) => invoice({ seller: party({ name: letters(n) }) })],
  ['the address of a party', 8, (n) => invoice({ buyer: party({ addressLines: many(n, () => 'a') }) })],
  ['a line of an address', 200, (n) => invoice({ buyer: party({ addressLines: [letters(n)] }) })],
  ['a tax number', 50, (n) => invoice({ seller: party({ taxId: letters(n) }) })],
  ['the notes of an invoice', 5000, (n) => invoice({ notes: letters(n) })],
  ['a text', 200_000, (n) => text({ source: { text: letters(n) } })],
  ['keywords', 100, (n) => text({ maxKeywords: n })],
];

test.each(AT)('the limit of %s is %i', (_, limit, isValid) => {
  expect([isValid(limit), isValid(limit + 1)]).toEqual([true, false]);
});
