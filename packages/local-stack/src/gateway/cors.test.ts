import { describe, expect, test } from '@jest/globals';
import openapi from '@jobs/shared-contracts/openapi.json' with { type: 'json' };
import { corsHeaders } from './cors.ts';
import type { GatewayRequest } from './gateway-request.ts';

interface Operation {
  readonly responses: Readonly<Record<string, { readonly headers?: object }>>;
}

// The compiler's own type of the file is a union with one member for each of its answers.
const paths = openapi.paths as unknown as Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/** Of all answers of the OpenAPI document. */
const documentedHeaders = new Set(
  Object.values(paths)
    .flatMap((operations) => Object.values(operations))
    .flatMap(({ responses }) => Object.values(responses))
    .flatMap(({ headers = {} }) => Object.keys(headers).map((name) => name.toLowerCase())),
);

const request = (headers: Record<string, string>) => ({ headers }) as unknown as GatewayRequest;

describe('what a page of another origin can read', () => {
  test('is every header of the OpenAPI document; Cache-Control it can read anyway', () => {
    const { 'access-control-expose-headers': exposed = '' } = corsHeaders(request({ origin: 'http://localhost:5173' }));
    expect(new Set([...exposed.split(','), 'cache-control'])).toEqual(documentedHeaders);
    expect(exposed.split(',')).toEqual(expect.arrayContaining(['location', 'idempotency-replayed', 'retry-after']));
  });

  test('is not said to a request without an origin', () => {
    expect(corsHeaders(request({}))).toEqual({});
  });
});
