import { createHash } from 'node:crypto';
import type { Tell, Tour } from '../tour.ts';

const TYPE = 'file-digest';

export async function onLambda({ client, operations, stack }: Tour, tell: Tell) {
  tell.call(
    `const { digests } = await client.wait(await client.submit('${TYPE}', { source, algorithms: ['sha256'] }))`,
  );
  const input = { source: { text: 'abc' }, algorithms: ['sha256'] } as const;
  const { digests } = await client.wait(await client.submit(TYPE, input));
  const [digest] = digests;
  tell.answer(`${digest?.algorithm} ${digest?.hex}`);
  tell.check('the digest is right', digest?.hex === createHash('sha256').update('abc').digest('hex'));
  tell.call('await operations.overview()');
  const { jobTypes } = await operations.overview();
  const found = jobTypes.find(({ type }) => type === TYPE);
  const service = stack.workers().find(({ jobType }) => jobType === TYPE);
  tell.answer(`${TYPE}: a function, at most ${found?.lambda?.maxConcurrency} invocations at once`);
  tell.check('it has no workers', found?.lambda !== undefined && found.workers === undefined && service === undefined);
}
