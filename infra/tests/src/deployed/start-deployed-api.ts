import { startGateway } from '@jobs/local-stack/gateway';
import type { Deployment } from '../read-back/read-deployment.ts';
import type { DeployedFunction } from './start-function.ts';

type Operations = Record<string, { readonly 'x-function': string }>;

export interface DeployedApi {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the applied routes, and no others, with the applied authorizer and the functions that the routes really
 * lead to.
 */
export function startDeployedApi(
  { apis: [api] }: Deployment,
  functions: ReadonlyMap<string, DeployedFunction>,
): Promise<DeployedApi> {
  const routes = api?.routes ?? [];
  const paths: Record<string, Operations> = {};
  for (const { routeKey, functionArn = '' } of routes) {
    const [method = '', path = ''] = routeKey.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: { 'x-function': functionArn } };
  }
  const authorizer = routes[0]?.authorizer;
  return startGateway({
    port: 0,
    document: { paths },
    authorizer: {
      functionName: authorizer?.functionArn ?? '',
      identityHeader: authorizer?.identitySource[0]?.replace('$request.header.', '').toLowerCase() ?? '',
      cacheMs: (authorizer?.cacheSeconds ?? 0) * 1000,
    },
    invoke: async (arn, event) =>
      (await functions.get(arn)?.invoke(event)) ?? { ok: false, errorMessage: `There is no function ${arn}` },
  });
}
