/** What chooses among the failed jobs, by the names that the API has for it. */
export const FAILURE_FILTERS = [
  'type',
  'owner',
  'errorCode',
  'tag',
  'createdFrom',
  'createdBefore',
  'failedFrom',
  'failedBefore',
] as const;
export type FailureFilters = { readonly [Name in (typeof FAILURE_FILTERS)[number]]?: string };

/** The pages, each at a fragment of the URL, so that static hosting has one file to serve and nothing to rewrite. */
export type Route =
  | { readonly page: 'overview' }
  | { readonly page: 'jobs'; readonly type?: string; readonly status?: string }
  | { readonly page: 'job'; readonly jobId: string }
  | { readonly page: 'submit'; readonly type?: string }
  | { readonly page: 'batches' }
  | { readonly page: 'new-batch' }
  | { readonly page: 'batch'; readonly batchId: string }
  | ({ readonly page: 'failures' } & FailureFilters)
  | { readonly page: 'schedules' }
  | { readonly page: 'new-schedule'; readonly type?: string }
  | { readonly page: 'schedule'; readonly scheduleId: string }
  | { readonly page: 'audit' }
  | { readonly page: 'not-found' };

const NEW = 'new';
/** Those that are named by nothing but their names. */
const PLAIN = [{ page: 'submit' }, { page: 'batches' }, { page: 'schedules' }, { page: 'audit' }] as const;

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/** The page of `location.hash`. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?');
  const segments = path.split('/').map(decoded);
  const [page, name, ...rest] = segments;
  if (rest.length > 0 || segments.includes(undefined)) return { page: 'not-found' };
  const parameters = new URLSearchParams(query);
  const filters = (keys: readonly string[]) =>
    Object.fromEntries(keys.flatMap((key) => (parameters.get(key) ? [[key, parameters.get(key) ?? '']] : [])));
  if (name === undefined) {
    switch (page ?? '') {
      case '':
        return { page: 'overview' };
      case 'jobs':
        return { page: 'jobs', ...filters(['type', 'status']) };
      case 'failures':
        return { page: 'failures', ...filters(FAILURE_FILTERS) };
      default:
        return PLAIN.find((plain) => plain.page === page) ?? { page: 'not-found' };
    }
  }
  if (page === 'jobs' && name) return { page: 'job', jobId: name };
  if (page === 'submit') return name ? { page: 'submit', type: name } : { page: 'submit' };
  if (page === 'batches' && name) return name === NEW ? { page: 'new-batch' } : { page: 'batch', batchId: name };
  if (page === 'schedules' && name) {
    return name === NEW ? { page: 'new-schedule', ...filters(['type']) } : { page: 'schedule', scheduleId: name };
  }
  return { page: 'not-found' };
}

/** What a link to the page has as its `href`. */
export function hrefOf(route: Exclude<Route, { page: 'not-found' }>): string {
  switch (route.page) {
    case 'overview':
      return '#/';
    case 'job':
      return `#/jobs/${encodeURIComponent(route.jobId)}`;
    case 'submit':
      return route.type === undefined ? '#/submit' : `#/submit/${encodeURIComponent(route.type)}`;
    case 'new-batch':
      return `#/batches/${NEW}`;
    case 'batch':
      return `#/batches/${encodeURIComponent(route.batchId)}`;
    case 'new-schedule':
      return `#/schedules/${NEW}${queryOf({ type: route.type })}`;
    case 'schedule':
      return `#/schedules/${encodeURIComponent(route.scheduleId)}`;
    case 'jobs':
    case 'failures': {
      const { page, ...filters } = route;
      return `#/${page}${queryOf(filters)}`;
    }
    case 'batches':
    case 'schedules':
    case 'audit':
      return `#/${route.page}`;
  }
}

/** `?type=csv-etl`, or nothing where no value is given. */
function queryOf(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []));
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : '';
}
