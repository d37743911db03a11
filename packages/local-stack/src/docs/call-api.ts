export interface Api {
  readonly url: string;
  readonly key: string;
}

/** What the API answers, in JSON; a job that is read is waited for, for some seconds. */
export async function callApi<T>({ url, key }: Api, method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { 'x-api-key': key, 'content-type': 'application/json', prefer: 'wait=5' },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
