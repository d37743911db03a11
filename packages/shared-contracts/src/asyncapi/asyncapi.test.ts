import { readFileSync } from 'node:fs';
import specifications from '@asyncapi/specs';
import { describe, expect, test } from '@jest/globals';
import { Ajv, type AnySchema } from 'ajv';
import addFormats from 'ajv-formats';
import { validateBatchEvent, validateJobEvent } from '../validation.ts';
import { validatePushRequest } from '../push/validate-request.ts';
import { PushMessage } from '../push/messages.ts';
import { asyncApiDocument } from './asyncapi.ts';
import { BATCH_EVENT_EXAMPLE, JOB_EVENT_EXAMPLE } from './events-channel.ts';
import { PUSH_EXAMPLES } from './push-channel.ts';

const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
addFormats.default(ajv);
const { definitions, ...specification } = specifications.schemas['3.0.0'];
// Among them are drafts of JSON Schema, of which ajv has its own.
const own = Object.entries(definitions ?? {}).filter(([id]) => !id.startsWith('http://json-schema.org/'));
const validate = ajv.compile({ ...specification, definitions: Object.fromEntries(own) } as AnySchema);

const generated = readFileSync(new URL('../../generated/asyncapi.json', import.meta.url), 'utf8');
const parsed = () => JSON.parse(generated) as ReturnType<typeof asyncApiDocument>;

const valueAt = (path: string) =>
  path.split('/').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], parsed());

describe('the AsyncAPI document', () => {
  test('is the generated one', () => {
    expect(JSON.parse(JSON.stringify(asyncApiDocument()))).toEqual(parsed());
  });

  test('is one by the schema of AsyncAPI 3.0', () => {
    expect([validate(parsed()), validate.errors]).toEqual([true, null]);
    const document = parsed();
    document.operations.publishJobEvent.action = 'publish';
    expect(validate(document)).toBe(false);
  });

  test('refers to nothing that it does not have', () => {
    const references = [...generated.matchAll(/"\$ref": "#\/([^"]+)"/g)].map(([, path = '']) => path);
    expect(references.length).toBeGreaterThan(0);
    expect(references.filter((path) => valueAt(path) === undefined)).toEqual([]);
  });

  test('shows an event that is one, with the attributes that it is published with', () => {
    expect(validateJobEvent(JOB_EVENT_EXAMPLE)).toMatchObject({ valid: true });
    const { headers, examples } = parsed().components.messages.jobEvent;
    const attributes = ajv.compile(headers);
    expect(examples.map((example) => attributes(example.headers))).toEqual([true]);
    expect(attributes({ ...examples[0]?.headers, type: 'job.lost' })).toBe(false);
  });

  test('shows an event of a batch that is one', () => {
    expect(validateBatchEvent(BATCH_EVENT_EXAMPLE)).toMatchObject({ valid: true });
    const { headers, examples } = parsed().components.messages.batchEvent;
    const attributes = ajv.compile(headers);
    expect(examples.map((example) => attributes(example.headers))).toEqual([true]);
    expect(attributes({ ...examples[0]?.headers, type: 'batch.lost' })).toBe(false);
  });

  test('shows requests and messages of the WebSocket that are some', () => {
    const { requests, messages } = PUSH_EXAMPLES;
    expect(Object.values(requests).map((request) => validatePushRequest(request).valid)).toEqual(
      Object.values(requests).map(() => true),
    );
    const isMessage = ajv.compile(PushMessage);
    expect(Object.values(messages).filter((message) => !isMessage(message))).toEqual([]);
    expect(isMessage({ type: 'subscribed' })).toBe(false);
  });

  test('shows every kind of message of the WebSocket', () => {
    const kinds = PushMessage.anyOf.map(({ properties }) => properties.type.const);
    expect(new Set(Object.values(PUSH_EXAMPLES.messages).map(({ type }) => type))).toEqual(new Set(kinds));
  });
});
