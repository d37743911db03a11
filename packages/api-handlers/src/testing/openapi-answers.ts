import {
  OPENAPI_DOCUMENT,
  PROBLEM_CODES,
  PROBLEMS,
  problemTypeUri,
  routeOf,
  type OperationId,
} from '@jobs/shared-contracts';
import { COMMON_PROBLEMS, type Problem } from '@jobs/shared-contracts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { ApiResponse } from '../http/api-event.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(OPENAPI_DOCUMENT, 'openapi');

const token = (name: string) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));

/** What is wrong with an answer, by the OpenAPI document: its status, type, schema, or a problem's code. */
export function faultsOf(operationId: OperationId, response: ApiResponse): string[] {
  const { method, path } = routeOf(operationId);
  const answer = `#/paths/${token(path)}/${method.toLowerCase()}/responses/${response.statusCode}`;
  const contentType = response.headers['content-type'];
  if (response.statusCode >= 300 && response.statusCode < 400) {
    const declared = routeOf(operationId).answers.some(({ status }) => status === response.statusCode);
    if (!declared) return [`${response.statusCode} is not declared`];
    return response.body === undefined ? [] : [`${response.statusCode} has a body`];
  }
  if (contentType === undefined) return ['there is no content type'];
  const reference = `openapi${answer}/content/${token(contentType)}/schema`;
  const validate = ajv.getSchema(reference);
  if (!validate) return [`${response.statusCode} ${contentType} is not declared`];
  const body: unknown = JSON.parse(response.body ?? '');
  const schemaFaults = validate(body) === true ? [] : [ajv.errorsText(validate.errors)];
  return [
    ...schemaFaults,
    ...(response.statusCode >= 400 ? problemFaults(operationId, response, body as Problem) : []),
  ];
}

function problemFaults(operationId: OperationId, { statusCode }: ApiResponse, problem: Problem): string[] {
  const { code, status, type, detail } = problem;
  const declared = [...routeOf(operationId).problems, ...COMMON_PROBLEMS];
  return [
    PROBLEM_CODES.includes(code) && declared.includes(code) ? '' : `the problem ${code} is not declared`,
    PROBLEMS[code].status === statusCode && status === statusCode ? '' : `the status of ${code} is wrong`,
    type === problemTypeUri(code) ? '' : `the type of ${code} is wrong`,
    detail.length > 0 ? '' : `${code} has no detail`,
  ].filter(Boolean);
}
