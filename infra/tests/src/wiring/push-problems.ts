import { PUSH_ACTIONS, PUSH_DEAD_LETTER_QUEUE, PUSH_QUEUE } from '@jobs/shared-contracts';
import type { AppliedApi, AppliedRoute } from '../read-back/read-api.ts';
import type { Deployment } from '../read-back/read-deployment.ts';
import { functionNamed } from './function-named.ts';
import { subscribedQueueProblems } from './subscribed-queue-problems.ts';

/** Routes of the WebSocket API and their functions. */
const DECLARED_ROUTES: ReadonlyMap<string, string> = new Map([
  ['$connect', 'connect'],
  ['$disconnect', 'disconnect'],
  ['$default', 'push-messages'],
  ...PUSH_ACTIONS.map((action) => [action, 'push-messages'] as const),
]);

/** Where clients could not connect, would not be heard, or would not be told of the jobs that they watch. */
export function pushProblems(deployment: Deployment): string[] {
  return [
    ...apiProblems(deployment),
    ...subscribedQueueProblems(deployment, {
      queue: PUSH_QUEUE,
      deadLetterQueue: PUSH_DEAD_LETTER_QUEUE,
      functionName: 'push-events',
      filterPolicy: { watched: ['true'] },
      otherEvents: 'events arrive that nobody watches',
      withoutLimit: 'pushing uses up the requests of the account',
    }),
  ].map((problem) => `push: ${problem}`);
}

function apiProblems(deployment: Deployment): string[] {
  const [api, ...others] = deployment.webSocketApis;
  if (!api || others.length > 0) return [`there are ${deployment.webSocketApis.length} WebSocket APIs instead of one`];
  const applied = new Set(api.routes.map(({ routeKey }) => routeKey));
  const missing = [...DECLARED_ROUTES.keys()].filter((routeKey) => !applied.has(routeKey));
  return [
    api.routeSelection === '$request.body.action' ? '' : `messages are told apart by ${api.routeSelection}`,
    api.stages.length === 1 && api.stages[0]?.autoDeploy ? '' : 'there is not one stage that deploys by itself',
    ...missing.map((routeKey) => `route ${routeKey} is missing`),
    ...api.routes.map((route) => routeProblem(deployment, api, route)),
  ].filter(Boolean);
}

function routeProblem(deployment: Deployment, { apiId }: AppliedApi, { routeKey, functionArn }: AppliedRoute): string {
  const declared = DECLARED_ROUTES.get(routeKey);
  if (declared === undefined) return `route ${routeKey} is not declared`;
  const applied = functionNamed(deployment, declared);
  if (!applied || applied.arn !== functionArn)
    return `route ${routeKey} does not invoke ${declared} but ${functionArn}`;
  const mayInvoke = applied.permissions.some(
    ({ service, sourceArn }) =>
      service === 'apigateway.amazonaws.com' &&
      sourceArn?.split(':')[5]?.startsWith(`${apiId}/`) &&
      sourceArn.endsWith(`/${routeKey}`),
  );
  return mayInvoke ? '' : `route ${routeKey} may not invoke ${declared}`;
}
