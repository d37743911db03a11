import type { JobClient } from '@jobs/client';

/** Twice in a row: the second is answered with the first, unless that has ended meanwhile. */
export async function submitReport(client: JobClient): Promise<string> {
  const input = { source: { text: 'Nothing much happened in November.' } };

  const report = await client.submit('text-analyze', input, { uniqueKey: 'report-2026-11', onConflict: 'reuse' });

  return report.id;
}
