import { isDeepStrictEqual } from 'node:util';
import { API_KEYS_TABLE, JOBS_TABLE, type TableDefinition } from '@jobs/shared-contracts';
import type { Deployment } from '../read-back/read-deployment.ts';

/** Where the applied tables are not those that the code uses. */
export function tableProblems({ tables }: Deployment): string[] {
  return [JOBS_TABLE, API_KEYS_TABLE].flatMap((declared: TableDefinition) => {
    const table = tables.find(({ definition }) => definition.partitionKey === declared.partitionKey);
    if (!table) return [`there is no table with the key ${declared.partitionKey}`];
    const isDeclared = isDeepStrictEqual(sorted(table.definition), sorted(declared));
    return [
      isDeclared ? '' : `table ${table.name} is not as declared: ${JSON.stringify(table.definition)}`,
      table.onDemand ? '' : `table ${table.name} is not on demand`,
    ].filter(Boolean);
  });
}

const sorted = (table: TableDefinition): TableDefinition => ({
  ...table,
  indexes: table.indexes.toSorted((a, b) => a.name.localeCompare(b.name)),
});
