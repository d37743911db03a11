/** Route keys, each with the name of its function. `$connect`, `$disconnect` and `$default` are API Gateway's own. */
export type WebSocketRoutes = Readonly<Record<string, string>>;

export interface SelectedRoute {
  readonly routeKey: string;
  readonly functionName: string;
}

/** The route of a message by `$request.body.action`; undefined when none is for it, and there is no `$default`. */
export function selectRoute(routes: WebSocketRoutes, text: string): SelectedRoute | undefined {
  const action = actionOf(text);
  return (
    // API Gateway's own routes are not a client's to choose.
    (action?.startsWith('$') === false ? routeOf(routes, action) : undefined) ?? routeOf(routes, '$default')
  );
}

export function routeOf(routes: WebSocketRoutes, routeKey: string): SelectedRoute | undefined {
  const functionName = Object.hasOwn(routes, routeKey) ? routes[routeKey] : undefined;
  return functionName === undefined ? undefined : { routeKey, functionName };
}

function actionOf(text: string): string | undefined {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null || !('action' in body)) return undefined;
    return typeof body.action === 'string' ? body.action : undefined;
  } catch {
    return undefined;
  }
}
