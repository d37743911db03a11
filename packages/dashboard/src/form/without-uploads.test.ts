import { describe, expect, test } from '@jest/globals';
import { JOB_TYPES } from '@jobs/shared-contracts';
import { readSchema } from './read-schema.ts';
import { withoutUploads } from './without-uploads.ts';

const fieldOf = (type: string) => readSchema(JOB_TYPES.find(({ name }) => name === type)?.input);

describe('a form without files', () => {
  test('asks for what else there is', () => {
    const field = withoutUploads(fieldOf('text-analyze'));
    expect(field).toMatchObject({ kind: 'object', properties: [{ name: 'source' }, { name: 'maxKeywords' }] });
    expect(field?.kind === 'object' && field.properties[0]?.field).toMatchObject({
      kind: 'object',
      properties: [{ name: 'text', isRequired: true }],
    });
    expect(JSON.stringify(withoutUploads(fieldOf('csv-etl')))).not.toContain('"upload"');
  });

  test('is none where a file is needed', () => {
    expect(withoutUploads(fieldOf('image-transform'))).toBeUndefined();
  });
});
