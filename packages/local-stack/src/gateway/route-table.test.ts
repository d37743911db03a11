import { describe, expect, test } from '@jest/globals';
import { ROUTES } from '@jobs/shared-contracts';
import openApiDocument from '@jobs/shared-contracts/openapi.json' with { type: 'json' };
import { createRouteTable } from './route-table.ts';

describe('the route table', () => {
  test('has every route of the API, from the OpenAPI document', () => {
    const findRoute = createRouteTable(openApiDocument);
    for (const { method, path, operationId } of ROUTES) {
      const concrete = path.replaceAll(/\{\w+\}/g, 'some-value');
      expect(findRoute(method, concrete)).toMatchObject({
        routeKey: `${method} ${path}`,
        functionName: operationId,
      });
    }
  });

  test('prefers a literal segment to a parameter', () => {
    const findRoute = createRouteTable({
      paths: { '/a/{id}': { get: { 'x-function': 'one' } }, '/a/all': { get: { 'x-function': 'all' } } },
    });
    expect(findRoute('GET', '/a/all')?.functionName).toBe('all');
    expect(findRoute('GET', '/a/7')).toMatchObject({ functionName: 'one', pathParameters: { id: '7' } });
  });

  test('leaves out operations that name no function, and empty parameters', () => {
    const findRoute = createRouteTable({ paths: { '/a/{id}': { get: { 'x-function': 'one' }, put: {} } } });
    expect(findRoute('PUT', '/a/1')).toBeUndefined();
    expect(findRoute('GET', '/a/')).toBeUndefined();
  });
});
