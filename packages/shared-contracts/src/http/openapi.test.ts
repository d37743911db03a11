import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { JOB_TYPES } from '../job-types/catalogue.ts';
import { openApiDocument } from './openapi.ts';
import { PUSH_PROBLEMS } from '../push/push-problems.ts';
import { PROBLEM_CODES, PROBLEMS, problemTypeUri } from './problems.ts';
import { COMMON_PROBLEMS, OPERATION_IDS, ROUTES, routeOf } from './routes.ts';

interface Operation {
  readonly operationId: string;
  readonly 'x-function': string;
  readonly 'x-scope': string;
  readonly responses: Record<string, { readonly description: string }>;
}

const document = openApiDocument();
const operations = Object.values(document.paths).flatMap((path) => Object.values(path as Record<string, Operation>));

describe('the OpenAPI document', () => {
  test('is the generated one', () => {
    const generated = readFileSync(new URL('../../generated/openapi.json', import.meta.url), 'utf8');
    expect(JSON.parse(JSON.stringify(document))).toEqual(JSON.parse(generated));
  });

  test('has one operation for each route, with the function and the scope that it needs', () => {
    expect(operations.map((operation) => [operation['x-function'], operation['x-scope']])).toEqual(
      ROUTES.map((route) => [route.operationId, route.scope]),
    );
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(ROUTES.length);
  });

  test('no two routes share a method and a path', () => {
    expect(new Set(ROUTES.map(({ method, path }) => `${method} ${path}`)).size).toBe(ROUTES.length);
    expect(new Set(OPERATION_IDS).size).toBe(ROUTES.length);
  });

  const overHttp = PROBLEM_CODES.filter((code) => !PUSH_PROBLEMS.includes(code));
  test.each(overHttp)('names the problem %s where it can occur, under its status', (code) => {
    const named = operations.flatMap(({ responses }) =>
      Object.entries(responses).filter(([, { description }]) => description.includes(`\`${code}\``)),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(new Set(named.map(([status]) => Number(status)))).toEqual(new Set([PROBLEMS[code].status]));
  });

  test.each(COMMON_PROBLEMS)('names the problem %s at every operation', (code) => {
    expect(
      operations.every(({ responses }) => responses[PROBLEMS[code].status]?.description.includes(`\`${code}\``)),
    ).toBe(true);
  });

  test('describes the input and the result of every job type', () => {
    const schemas = Object.keys(document.components.schemas);
    expect(document.components.schemas).toHaveProperty('SubmitJobRequest.oneOf.length', JOB_TYPES.length);
    expect(schemas.filter((name) => /^(?!Submit).+(Input|Result)$/.test(name))).toHaveLength(2 * JOB_TYPES.length);
  });

  test('a route is found by its operation, and problems have a URI of their own', () => {
    expect(routeOf('get-job').path).toBe('/v1/jobs/{jobId}');
    expect(problemTypeUri('job-not-found')).toBe('urn:job-queue:problem:job-not-found');
  });
});
