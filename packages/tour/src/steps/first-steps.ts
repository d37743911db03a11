import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import type { ProblemError } from '@jobs/client';
import { progressLine } from '@jobs/local-stack/progress-bar';
import { refusalOf } from '../refusal-of.ts';
import type { Chapter, Tell, Tour } from '../tour.ts';

const PHOTO = new URL('../../../../examples/photo.jpg', import.meta.url);
const SENTENCES = 'Queues are for work that should not be waited for. This is such work. ';
const REPEATED = 20_000;

async function watch({ client, stack }: Tour, tell: Tell) {
  const workersBefore = stack.workers().filter(({ tasks }) => tasks.length > 0).length;
  const { uploadId } = await client.upload(Buffer.from(SENTENCES.repeat(REPEATED)), { contentType: 'text/plain' });
  tell.call("const job = await client.submit('text-analyze', { source: { uploadId } })");
  const job = await client.submit('text-analyze', { source: { uploadId } });
  tell.answer(`${job.id} is ${job.status}`);
  tell.check('it has an id at once, and no worker ran before it', job.id !== '' && workersBefore === 0);

  tell.call('for await (const state of client.watch(job)) show(state)');
  let sockets = 0;
  const versions: number[] = [];
  for await (const state of client.watch(job)) {
    tell.answer(progressLine(state));
    sockets = Math.max(sockets, stack.connections().length);
    versions.push(state.version);
  }
  tell.check('the states came over a WebSocket', sockets > 0);
  const grew = versions.every((version, index) => index === 0 || version > (versions[index - 1] ?? 0));
  tell.check('versions only grow', grew);

  tell.call('const { statistics, language } = await client.wait(job)');
  const { statistics, language } = await client.wait(job);
  tell.answer(`${statistics.words} words, ${statistics.sentences} sentences, language ${language.code}`);
  tell.check('the result is that of the text', statistics.words === 14 * REPEATED && language.code === 'en');
}

async function upload({ client }: Tour, tell: Tell) {
  tell.call("const { uploadId } = await client.upload(await openAsBlob('examples/photo.jpg', { type: 'image/jpeg' }))");
  const { uploadId } = await client.upload(await openAsBlob(PHOTO, { type: 'image/jpeg' }));
  tell.call(
    "const job = await client.submit('image-transform', {",
    "  image: { uploadId }, outputs: [{ fileName: 'small.webp', format: 'webp', resize: { width: 400 } }] })",
  );
  const job = await client.submit('image-transform', {
    image: { uploadId },
    outputs: [{ fileName: 'small.webp', format: 'webp', resize: { width: 400 } }],
  });
  tell.call('const { outputs } = await client.wait(job); await client.download(outputs[0].file)');
  const { outputs } = await client.wait(job);
  const [output] = outputs;
  if (!output) return tell.check('there is a file', false);
  const bytes = (await (await client.download(output.file)).arrayBuffer()).byteLength;
  tell.answer(`${output.file.name}, ${output.width} × ${output.height}, ${bytes} bytes`);
  tell.check('the file is there, as wide as asked for', output.width === 400 && bytes === output.file.sizeBytes);
}

async function submitTwice({ client }: Tour, tell: Tell) {
  const idempotencyKey = randomUUID();
  const input = { source: { text: 'Submitted twice, since the first answer was lost.' } };
  tell.call("await client.submit('text-analyze', input, { idempotencyKey })", '… and once more, as it is');
  const first = await client.submit('text-analyze', input, { idempotencyKey });
  const second = await client.submit('text-analyze', input, { idempotencyKey });
  tell.answer(`${first.id} and ${second.id}`);
  tell.check('it is one job', first.id === second.id);
  const other = { source: { text: 'Something else.' } };
  tell.call("await client.submit('text-analyze', other, { idempotencyKey })");
  const problem = await refusalOf(client.submit('text-analyze', other, { idempotencyKey }));
  tell.answer(`${problem.status} ${problem.code}`);
  tell.check('the key is refused for another request', problem.code === 'idempotency-key-reused');
}

async function refuse({ client }: Tour, tell: Tell) {
  tell.call("await client.submit('text-analyze', { source: {}, maxKeywords: 'many' })");
  const wrong = { source: {}, maxKeywords: 'many' } as unknown as { source: { text: string } };
  const problem: ProblemError = await refusalOf(client.submit('text-analyze', wrong));
  tell.answer(`${problem.status} ${problem.code}: ${problem.detail}`);
  tell.answer(...problem.errors.map(({ pointer, detail }) => `${pointer} ${detail}`));
  const pointers = new Set(problem.errors.map(({ pointer }) => pointer));
  tell.check('each wrong field is named', pointers.has('#/input/source') && pointers.has('#/input/maxKeywords'));
}

async function onlyOne({ client }: Tour, tell: Tell) {
  const input = { source: { text: 'Nothing much happened in November.' } };
  const report = { uniqueKey: 'report-2026-11', delaySeconds: 3600 };
  tell.call(
    "const report = { uniqueKey: 'report-2026-11', delaySeconds: 3600 }",
    "await client.submit('text-analyze', input, report) … twice, with keys of their own",
  );
  const first = await client.submit('text-analyze', input, report);
  const second = await client.submit('text-analyze', input, report);
  tell.check('while a job with this key waits or runs, the answer is that job', first.id === second.id);
  tell.call("await client.submit('text-analyze', input, { ...report, onConflict: 'replace' })");
  const third = await client.submit('text-analyze', input, { ...report, onConflict: 'replace' });
  const replaced = await client.get(first);
  tell.answer(`${replaced.id} is ${replaced.status}, ${third.id} is ${third.status}`);
  tell.check(
    'another takes its place when that is asked for',
    replaced.status === 'CANCELLED' && third.id !== first.id,
  );
  await client.cancel(third);
}

export const firstSteps: Chapter = {
  title: 'A job and its client',
  steps: [
    { title: 'A job has its id at once, and is watched while it runs', document: 'docs/push.md', run: watch },
    { title: 'Files are uploaded, and results downloaded', document: 'docs/client.md', run: upload },
    { title: 'The same Idempotency-Key twice is one job', document: 'docs/api.md', run: submitTwice },
    { title: 'A refusal names the fields', document: 'docs/api.md', run: refuse },
    { title: 'One active job with a unique key', document: 'docs/client.md', run: onlyOne },
  ],
};
