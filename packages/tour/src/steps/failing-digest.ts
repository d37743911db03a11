/** Of a text whose digest is another one: it fails for good. */
export const failingDigest = {
  source: { text: 'abc' },
  algorithms: ['sha256'],
  expected: 'beef',
} as const;
