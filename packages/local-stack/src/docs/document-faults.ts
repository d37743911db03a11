import { routeOf, type OperationId } from '@jobs/shared-contracts';
import openApiDocument from '@jobs/shared-contracts/openapi.json' with { type: 'json' };
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(openApiDocument, 'openapi');

const token = (name: string) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));

/** What is wrong with the body of an answer, by the OpenAPI document as it is deployed. */
export function documentFaults(operationId: OperationId, response: Response, body: unknown): string[] {
  const { method, path } = routeOf(operationId);
  if (body === undefined) {
    const declared = routeOf(operationId).answers.find(({ status }) => status === response.status);
    return declared && !declared.schema ? [] : [`${response.status} without a body is not declared`];
  }
  const type = response.headers.get('content-type') ?? '';
  const answer = `paths/${token(path)}/${method.toLowerCase()}/responses/${response.status}`;
  const validate = ajv.getSchema(`openapi#/${answer}/content/${token(type)}/schema`);
  if (!validate) return [`${response.status} ${type} is not declared`];
  return validate(body) === true ? [] : [ajv.errorsText(validate.errors)];
}
