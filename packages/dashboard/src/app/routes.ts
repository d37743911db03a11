/** The pages, each at a fragment of the URL, so that static hosting has one file to serve and nothing to rewrite. */
export type Route =
  | { readonly page: 'overview' }
  | { readonly page: 'jobs'; readonly type?: string; readonly status?: string }
  | { readonly page: 'job'; readonly jobId: string }
  | { readonly page: 'submit'; readonly type?: string }
  | { readonly page: 'failures'; readonly type?: string }
  | { readonly page: 'schedules' }
  | { readonly page: 'audit' }
  | { readonly page: 'not-found' };

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
  const filter = (key: 'type' | 'status') => {
    const value = parameters.get(key);
    return value ? { [key]: value } : {};
  };
  if (page === '' && name === undefined) return { page: 'overview' };
  if (page === 'jobs' && name) return { page: 'job', jobId: name };
  if (page === 'jobs' && name === undefined) return { page: 'jobs', ...filter('type'), ...filter('status') };
  if (page === 'submit') return name ? { page: 'submit', type: name } : { page: 'submit' };
  if (page === 'failures' && name === undefined) return { page: 'failures', ...filter('type') };
  if ((page === 'schedules' || page === 'audit') && name === undefined) return { page };
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
    case 'jobs':
      return `#/jobs${queryOf({ type: route.type, status: route.status })}`;
    case 'failures':
      return `#/failures${queryOf({ type: route.type })}`;
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
