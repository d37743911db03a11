/** The parts of an OpenAPI document that routing needs. */
export interface RoutedDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly 'x-function'?: string }>>>>;
}

export interface RouteMatch {
  /** `GET /v1/jobs/{jobId}` */
  readonly routeKey: string;
  /** The Lambda function behind it. */
  readonly functionName: string;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Route {
  readonly routeKey: string;
  readonly functionName: string;
  readonly method: string;
  readonly segments: readonly string[];
}

const parameterName = (segment: string) => /^\{(?<name>\w+)\}$/.exec(segment)?.groups?.['name'];

/** How many segments are not parameters: more of them make the more specific route. */
const literals = ({ segments }: Route) => segments.filter((segment) => !parameterName(segment)).length;

/** Finds the route of a request among the operations of the document that name a function (`x-function`). */
export function createRouteTable(document: RoutedDocument) {
  const routes = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]): Route[] => {
      const functionName = operation['x-function'];
      if (!functionName) return [];
      const upper = method.toUpperCase();
      return [{ routeKey: `${upper} ${path}`, functionName, method: upper, segments: path.split('/') }];
    }),
  );

  /** `path` is decoded. A literal segment is preferred to a parameter, as API Gateway prefers the more specific route. */
  return function findRoute(method: string, path: string): RouteMatch | undefined {
    const given = path.split('/');
    const matches = routes.filter(
      (route) =>
        route.method === method &&
        route.segments.length === given.length &&
        route.segments.every((segment, i) => segment === given[i] || (parameterName(segment) && given[i] !== '')),
    );
    const route = matches.toSorted((a, b) => literals(b) - literals(a))[0];
    if (!route) return undefined;
    const pathParameters: Record<string, string> = {};
    for (const [i, segment] of route.segments.entries()) {
      const name = parameterName(segment);
      if (name) pathParameters[name] = given[i] ?? '';
    }
    return { routeKey: route.routeKey, functionName: route.functionName, pathParameters };
  };
}
