import type { AuditEntry } from '@jobs/client/operations';
import { AUDIT_ACTIONS, LIMITS, type AuditAction } from '@jobs/shared-contracts';
import { defineCommand } from '../command-line/command.ts';
import { EXIT } from '../exit-codes.ts';
import { wholeNumber } from '../input/whole-number.ts';
import { printableLine } from '../output/printable.ts';
import { tableOf } from '../output/table.ts';

export const audit = defineCommand({
  name: 'audit',
  summary: 'As an operator: list who did what, the newest first',
  options: {
    action: { type: 'string', value: 'action', choices: AUDIT_ACTIONS, help: 'only this' },
    actor: { type: 'string', value: 'owner', help: 'only of this owner' },
    target: { type: 'string', value: 'id', help: 'only about this job, job type or key' },
    limit: { type: 'string', value: 'number', help: `how many at most, up to ${LIMITS.listedJobs}; 20 unless said` },
    cursor: { type: 'string', value: 'text', help: 'the nextCursor of the page before' },
  },
  examples: ['audit', 'audit --action job-type.pause', "audit --target csv-etl --json | jq '.entries[]'"],
  async run({ io, out, connect }, { options }) {
    const { action, actor, target, cursor } = options;
    const limit = wholeNumber('--limit', options.limit, LIMITS.listedJobs);
    const { operations } = await connect();
    const query = { action: action as AuditAction | undefined, actor, target, cursor, limit, signal: io.signal };
    const found = await operations.audit(query);
    if (out.json) out.document(found);
    else if (found.entries.length === 0) out.note('There are no entries here.');
    const rows = found.entries.map(rowOf);
    const headings = ['WHEN (UTC)', 'WHO', 'WHAT', 'TO WHAT', 'OUTCOME'];
    if (rows.length > 0) for (const line of tableOf(headings, rows)) out.line(line);
    if (found.nextCursor !== undefined && !out.json) out.note(`There may be more: --cursor ${found.nextCursor}`);
    return EXIT.ok;
  },
});

function rowOf({ at, actor, action, target, outcome, code, detail }: AuditEntry): string[] {
  const counts = Object.entries(detail ?? {}).map(([name, count]) => `${count} ${name}`);
  const more = [...(code === undefined ? [] : [code]), ...counts];
  return [
    at.slice(0, 19),
    actor,
    action,
    printableLine(target),
    more.length > 0 ? `${outcome}: ${more.join(', ')}` : outcome,
  ];
}
