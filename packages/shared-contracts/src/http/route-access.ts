import { LIMITS } from '../limits.ts';
import { ROUTES, type OperationId } from './routes.ts';
import type { Scope } from './scopes.ts';

/** What a request must have to be let through to a route's function. */
export interface RouteAccess {
  readonly scope: Scope;
  /** Absent where the route takes no body. */
  readonly maxBodyBytes?: number;
}

/** Of every route, and of its declaration only what its function needs: the descriptions are for the documents. */
export const ROUTE_ACCESS = Object.fromEntries(
  ROUTES.map(({ operationId, scope, request, maxBodyBytes = LIMITS.requestBodyBytes }) => [
    operationId,
    { scope, ...(request && { maxBodyBytes }) },
  ]),
) as Readonly<Record<OperationId, RouteAccess>>;
