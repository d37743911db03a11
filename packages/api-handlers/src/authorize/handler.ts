import middy from '@middy/core';
import type {
  APIGatewayRequestAuthorizerEventV2,
  APIGatewaySimpleAuthorizerWithContextResult,
  Context,
} from 'aws-lambda';
import type { AuthorizerContext } from '../http/authorizer-context.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import { authorizeRequest } from './authorize-request.ts';
import type { AuthorizeConfig } from './load-config.ts';

type AuthorizerResult = APIGatewaySimpleAuthorizerWithContextResult<AuthorizerContext>;

export type AuthorizerHandler = (
  event: APIGatewayRequestAuthorizerEventV2,
  context: Context,
) => Promise<AuthorizerResult>;

/**
 * The Lambda authorizer of all routes: payload format 2.0, simple response, identity source `$request.header.x-api-key`.
 * API Gateway answers a request without that header itself, and keeps each answer by the key for some minutes: for so
 * long a key that is revoked or expires goes on working.
 *
 * It always authorizes, and says in the context whether the key is good (see `AuthorizerContext`). When the table does
 * not answer it throws: API Gateway then answers 500 and keeps nothing, so that a fault is not remembered as a bad key.
 */
export function createHandler(config: AuthorizeConfig, overrides: HandlerOverrides = {}): AuthorizerHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return middy<APIGatewayRequestAuthorizerEventV2, AuthorizerResult>()
    .onError(({ error, event }) => {
      logger.error({ operation: 'authorize', requestId: event.requestContext?.requestId, err: error }, 'failed');
    })
    .handler(async (event: APIGatewayRequestAuthorizerEventV2) => {
      const context = await authorizeRequest(store.apiKeys, event.identitySource?.[0], now());
      if (context.authenticated === 'false') {
        const requestId = event.requestContext?.requestId;
        logger.info({ operation: 'authorize', requestId, reason: context.reason }, 'refused');
      }
      return { isAuthorized: true, context };
    });
}
