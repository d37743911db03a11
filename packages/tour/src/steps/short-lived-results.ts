import { createHandlers } from '@jobs/api-handlers';
import { apiGatewayEvent } from '@jobs/api-handlers/testing';
import type { Tell, Tour } from '../tour.ts';

const TYPE = 'file-digest';
const DAYS = 7;
const DAYS_MS = DAYS * 24 * 60 * 60 * 1000;

/** The tags of an object, of which the bucket's lifecycle knows what to delete when. */
async function tagsOf(url: string, signal: AbortSignal): Promise<string> {
  const { origin, pathname } = new URL(url);
  return (await fetch(`${origin}${pathname}?tagging`, { signal })).text();
}

/** What the API's own functions answer, run here with a clock that is ahead. */
async function readAhead({ stack }: Tour, jobId: string, aheadMs: number) {
  const overrides = { now: () => Date.now() + aheadMs };
  const owner = stack.apiKeys[0]?.owner ?? '';
  const ask = (operationId: 'get-job' | 'get-job-file', pathParameters: Record<string, string>) =>
    createHandlers[operationId](stack.environment, overrides)(apiGatewayEvent(operationId, { owner, pathParameters }), {
      awsRequestId: 'tour',
    } as Parameters<ReturnType<(typeof createHandlers)['get-job']>>[1]);
  const job = await ask('get-job', { jobId });
  const file = await ask('get-job-file', { jobId, name: 'digests.json' });
  return { job: JSON.parse(job.body ?? '{}') as Record<string, unknown>, fileStatus: file.statusCode };
}

export async function shortLivedResults(tour: Tour, tell: Tell) {
  const { client, signal } = tour;
  tell.call(
    `resultRetentionDays: ${DAYS} … in the declaration of ${TYPE}`,
    `const { finishedAt, resultExpiresAt, resultUrl } = await client.get(job.id)`,
  );
  const { id } = await client.submit(TYPE, { source: { text: 'abc' }, algorithms: ['md5'] });
  await client.wait(id);
  const { finishedAt = '', resultExpiresAt = '', resultUrl = '' } = await client.get(id);
  tell.answer(`it ended at ${finishedAt}, and its result is there until ${resultExpiresAt}`);
  tell.check('that is a week after its end', Date.parse(resultExpiresAt) - Date.parse(finishedAt) === DAYS_MS);
  const tag = `<Key>delete-after-days</Key><Value>${DAYS}</Value>`;
  tell.check(
    'its result is in the bucket, with the tag to delete it by',
    (await tagsOf(resultUrl, signal)).includes(tag),
  );
  const { job, fileStatus } = await readAhead(tour, id, DAYS_MS);
  tell.answer(`with a clock that is a week ahead, resultExpiredAt: ${String(job['resultExpiredAt'])}`);
  tell.check(
    'then the job is still there, and its result is not',
    job['status'] === 'SUCCEEDED' && job['resultExpiredAt'] === resultExpiresAt && job['resultUrl'] === undefined,
  );
  tell.check('and its files answer 410', fileStatus === 410);
}
