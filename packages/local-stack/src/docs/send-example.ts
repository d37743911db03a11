import { routeOf } from '@jobs/shared-contracts';
import type { ApiExample } from '@jobs/shared-contracts/api-examples';
import type { Api } from './call-api.ts';

/** Sends the request of an example. `translate` puts the ids of this run into its texts. */
export function sendExample({ url, key }: Api, example: ApiExample, translate: (text: string) => string) {
  const { method, path, parameters = [] } = routeOf(example.operationId);
  const headers = new Headers({ 'x-api-key': key });
  const query = new URLSearchParams();
  let filledPath = path;
  for (const { name, in: place } of parameters) {
    const documented = example.parameters?.[name];
    if (documented === undefined) continue;
    const value = translate(documented);
    if (place === 'header') headers.set(name, value);
    else if (place === 'query') query.set(name, value);
    else filledPath = filledPath.replace(`{${name}}`, encodeURIComponent(value));
  }
  if (example.body !== undefined) headers.set('content-type', 'application/json');
  return fetch(`${url}${filledPath}${query.size > 0 ? `?${query.toString()}` : ''}`, {
    method,
    headers,
    redirect: 'manual',
    ...(example.body !== undefined && { body: translate(JSON.stringify(example.body)) }),
  });
}
