import document from '@jobs/shared-contracts/openapi.json' with { type: 'json' };
import type { AppliedApi, AppliedRoute } from '../read-back/read-api.ts';
import type { Deployment } from '../read-back/read-deployment.ts';
import { functionNamed } from './function-named.ts';

/** `GET /v1/jobs/{jobId}` → `get-job`, for every operation of the OpenAPI document. */
const DECLARED_ROUTES: ReadonlyMap<string, string> = new Map(
  Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations as Readonly<Record<string, { readonly 'x-function': string }>>).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation['x-function']] as const,
    ),
  ),
);

const IDENTITY_SOURCE = `$request.header.${document.components.securitySchemes.apiKey.name}`;

/** Where the applied routes differ from the OpenAPI document, or let somebody in who is not authorized. */
export function apiProblems(deployment: Deployment): string[] {
  const [api, ...others] = deployment.apis;
  if (!api || others.length > 0) return [`there are ${deployment.apis.length} HTTP APIs instead of one`];
  const applied = new Set(api.routes.map(({ routeKey }) => routeKey));
  const missing = [...DECLARED_ROUTES.keys()].filter((routeKey) => !applied.has(routeKey));
  return [
    ...missing.map((routeKey) => `route ${routeKey} is missing`),
    ...api.routes.flatMap((route) => routeProblems(deployment, api, route)),
    ...(api.stages.some(({ name, autoDeploy }) => name === '$default' && autoDeploy)
      ? []
      : ['there is no $default stage that deploys by itself']),
  ];
}

function routeProblems(deployment: Deployment, api: AppliedApi, route: AppliedRoute): string[] {
  const declared = DECLARED_ROUTES.get(route.routeKey);
  if (declared === undefined) return [`route ${route.routeKey} is not in the OpenAPI document`];
  const { authorizer } = route;
  const problems = [
    ...integrationProblems(deployment, api, declared, route.functionArn),
    ...(route.payloadFormat === '2.0' ? [] : [`has payload format ${route.payloadFormat}`]),
  ];
  if (!authorizer) return [...problems, 'has no authorizer'].map((problem) => `route ${route.routeKey} ${problem}`);
  problems.push(...integrationProblems(deployment, api, 'authorize', authorizer.functionArn));
  if (authorizer.payloadFormat !== '2.0' || !authorizer.simpleResponses) {
    problems.push('has an authorizer without simple responses in payload format 2.0');
  }
  if (authorizer.identitySource.join(',').toLowerCase() !== IDENTITY_SOURCE.toLowerCase()) {
    problems.push(`is identified by ${authorizer.identitySource.join(',')} instead of ${IDENTITY_SOURCE}`);
  }
  return problems.map((problem) => `route ${route.routeKey} ${problem}`);
}

function integrationProblems(
  deployment: Deployment,
  { apiId }: AppliedApi,
  functionName: string,
  functionArn: string | undefined,
): string[] {
  const applied = functionNamed(deployment, functionName);
  if (!applied || applied.arn !== functionArn) return [`does not invoke ${functionName} but ${functionArn}`];
  const mayInvoke = applied.permissions.some(
    ({ service, sourceArn }) =>
      service === 'apigateway.amazonaws.com' && sourceArn?.split(':')[5]?.split('/')[0] === apiId,
  );
  return mayInvoke ? [] : [`may not invoke ${functionName}: there is no permission for this API alone`];
}
