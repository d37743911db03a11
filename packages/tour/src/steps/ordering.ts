import type { Tell, Tour } from '../tour.ts';

const ACCOUNTS = ['account-17', 'account-42'] as const;
const ENTRIES = 3;

const entry = (account: string, text: string) => ({
  text,
  postings: [
    { account: 'rent', cents: 80_000 },
    { account, cents: -80_000 },
  ],
});

export async function inOrder({ client }: Tour, tell: Tell) {
  tell.call(
    "await client.submit('ledger-entry', entry, { orderingKey: 'account-17' }) … three entries of two accounts",
  );
  const jobs = [];
  for (let index = 1; index <= ENTRIES; index += 1) {
    for (const account of ACCOUNTS) {
      const job = await client.submit('ledger-entry', entry(account, `Entry ${index}`), { orderingKey: account });
      jobs.push({ account, job });
    }
  }
  await Promise.all(jobs.map(({ job }) => client.wait(job)));
  for (const account of ACCOUNTS) {
    const own = jobs.filter((each) => each.account === account);
    const times = (await Promise.all(own.map(({ job }) => client.get(job)))).map(
      ({ startedAt = '', finishedAt = '' }) => ({
        startedAt,
        finishedAt,
      }),
    );
    const spans = times.map(({ startedAt, finishedAt }) => `${startedAt.slice(17, 23)} to ${finishedAt.slice(17, 23)}`);
    tell.answer(`${account} at work, in seconds: ${spans.join(', ')}`);
    const isInOrder = times.every(
      ({ startedAt }, index) => index === 0 || Date.parse(startedAt) >= Date.parse(times[index - 1]?.finishedAt ?? ''),
    );
    tell.check(`each entry of ${account} began when the one before it had ended`, isInOrder);
  }
}
