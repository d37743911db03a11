import type { BatchEvent, BatchManifest } from '@jobs/shared-contracts';
import { startReceiver } from '../receiver/start-receiver.ts';
import type { Tell, Tour } from '../tour.ts';
import { until } from '../until.ts';
import { failingDigest } from './failing-digest.ts';

const letter = (text: string) => ({ type: 'text-analyze', input: { source: { text } } }) as const;
const REFUSED = 3;
const FAILING = 7;

const jobOf = (index: number) => {
  if (index === FAILING) return { type: 'file-digest', input: failingDigest } as const;
  return letter(index === REFUSED ? '' : `Letter ${index}.`);
};

export async function batch(tour: Tour, tell: Tell) {
  const { client } = tour;
  tell.call('curl -X POST …/v1/webhook-secrets');
  const { secret } = (await tour.fetch('POST', '/v1/webhook-secrets')) as { readonly secret: string };
  const receiver = await startReceiver<BatchEvent>(secret);
  try {
    tell.call("const { id, results } = await client.batches.submit(twenty, { name: 'Letters', webhook: { url } })");
    const twenty = Array.from({ length: 20 }, (_, index) => jobOf(index));
    const { id, results } = await client.batches.submit(twenty, { name: 'Letters', webhook: { url: receiver.url } });
    const refused = results.filter(({ problem }) => problem);
    tell.answer(...refused.map(({ index, problem }) => `#${index} was refused: ${problem?.errors?.[0]?.detail}`));
    tell.check('the one that is not valid is refused alone', refused.map(({ index }) => index).join() === `${REFUSED}`);

    tell.call('const { counts } = await client.batches.wait(id)');
    const { counts } = await client.batches.wait(id);
    tell.answer(
      Object.entries(counts)
        .map(([name, count]) => `${count} ${name}`)
        .join(', '),
    );
    const { total, succeeded, failed } = counts;
    tell.check('the counts are exact', total === 20 && succeeded === 18 && failed === 1 && counts.refused === 1);

    tell.call(`curl -L …/v1/batches/${id}/manifest`);
    const manifest = (await tour.fetch('GET', `/v1/batches/${id}/manifest`)) as BatchManifest;
    const entry = manifest.jobs[FAILING];
    tell.answer(`#${FAILING} of ${manifest.jobs.length}: ${entry?.status}, ${entry?.error?.code}`);
    tell.check('the manifest tells of each job', manifest.jobs.length === 20 && entry?.status === 'FAILED');

    const { verified, rejected } = await until(
      tour,
      async () => receiver.received(),
      (got) => got.verified.length > 0,
    );
    tell.answer(`${verified[0]?.type} arrived at ${receiver.url}`);
    const isOfThis = verified.length === 1 && verified[0]?.subject === id && rejected === 0;
    tell.check('one webhook has told of its end, with a signature that holds', isOfThis);
  } finally {
    receiver.stop();
  }
}

export async function cancelBatch(tour: Tour, tell: Tell) {
  const { client } = tour;
  tell.call('const { id } = await client.batches.submit(six, …); await client.batches.cancel(id)');
  const waiting = { ...letter('Later.'), delaySeconds: 3600 };
  const six = [...Array.from({ length: 5 }, () => waiting), { ...waiting, after: ['#0'] }];
  const { id } = await client.batches.submit(six);
  await client.batches.cancel(id);
  const { counts } = await client.batches.wait(id);
  tell.answer(`${counts.cancelled} of ${counts.total} are cancelled`);
  tell.check('all of its jobs are cancelled', counts.cancelled === 6);
}
