import { isDeepStrictEqual } from 'node:util';
import {
  API_KEYS_TABLE,
  AUDIT_TABLE,
  CONNECTIONS_TABLE,
  CONTROLS_TABLE,
  JOB_GROUPS_TABLE,
  JOB_STATISTICS_TABLE,
  JOBS_TABLE,
  LIMITS_TABLE,
  SCHEDULES_TABLE,
  WEBHOOK_DELIVERIES_TABLE,
  WEBHOOK_SECRETS_TABLE,
  type TableDefinition,
} from '@jobs/shared-contracts';
import type { Deployment } from '../read-back/read-deployment.ts';

const DECLARED = [
  JOBS_TABLE,
  API_KEYS_TABLE,
  CONNECTIONS_TABLE,
  WEBHOOK_DELIVERIES_TABLE,
  WEBHOOK_SECRETS_TABLE,
  JOB_STATISTICS_TABLE,
  JOB_GROUPS_TABLE,
  SCHEDULES_TABLE,
  LIMITS_TABLE,
  CONTROLS_TABLE,
  AUDIT_TABLE,
];

const keysOf = ({ partitionKey, sortKey }: TableDefinition) => [partitionKey, sortKey].filter(Boolean).join(' and ');

/** No two of the declared tables have the same keys. */
export const hasKeysOf = (applied: TableDefinition, declared: TableDefinition) => keysOf(applied) === keysOf(declared);

/** Where the applied tables are not those that the code uses. */
export function tableProblems({ tables }: Deployment): string[] {
  return DECLARED.flatMap((declared: TableDefinition) => {
    const table = tables.find(({ definition }) => hasKeysOf(definition, declared));
    if (!table) return [`there is no table with the key ${keysOf(declared)}`];
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
