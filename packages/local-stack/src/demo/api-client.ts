import { isTerminal, type JobView, type Problem, type UploadTicket } from '@jobs/shared-contracts';

/** The API as the demo's client sees it: nothing but HTTP. */
export interface ApiClient {
  submit(request: object): Promise<JobView>;
  /** Follows the job to its end; told of every change. */
  follow(jobId: string, onChange: (job: JobView) => Promise<void> | void): Promise<JobView>;
  cancel(jobId: string): Promise<JobView>;
  /** @returns the upload's id */
  upload(content: Buffer): Promise<string>;
}

const WAIT_SECONDS = 10;

const jobOf = async (response: Response) => (await response.json()) as JobView;

export function createApiClient(apiUrl: string, key: string, signal?: AbortSignal): ApiClient {
  async function call(method: string, path: string, { body, headers }: CallOptions = {}): Promise<Response> {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      signal: signal ?? null,
      headers: { 'x-api-key': key, ...(body && { 'content-type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (response.status < 400) return response;
    const problem = (await response.json()) as Partial<Problem>;
    const errors = problem.errors?.map(({ pointer, detail }) => `${pointer} ${detail}`).join(', ');
    throw new Error(
      `${method} ${path} was refused: ${problem.detail ?? response.status}${errors ? ` (${errors})` : ''}`,
    );
  }

  return {
    submit: async (request) => jobOf(await call('POST', '/v1/jobs', { body: request })),
    cancel: async (jobId) => jobOf(await call('DELETE', `/v1/jobs/${jobId}`)),

    async follow(jobId, onChange) {
      let etag = '';
      for (;;) {
        const headers = { prefer: `wait=${WAIT_SECONDS}`, ...(etag && { 'if-none-match': etag }) };
        const response = await call('GET', `/v1/jobs/${jobId}`, { headers });
        if (response.status === 304) continue;
        etag = response.headers.get('etag') ?? '';
        const job = await jobOf(response);
        await onChange(job);
        if (isTerminal(job.status)) return job;
      }
    },

    async upload(content) {
      const response = await call('POST', '/v1/uploads', { body: { sizeBytes: content.length } });
      const { uploadId, method, url, headers } = (await response.json()) as UploadTicket;
      const sent = await fetch(url, { method, headers, body: new Uint8Array(content), signal: signal ?? null });
      if (!sent.ok) throw new Error(`The upload was refused: ${sent.status} ${await sent.text()}`);
      return uploadId;
    },
  };
}

interface CallOptions {
  readonly body?: object;
  readonly headers?: Record<string, string>;
}
