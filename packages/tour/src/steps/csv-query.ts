import type { TourJobTypes } from '../tour-job-types.ts';

/** An input of `csv-etl`: a query of three numbers. */
export const csvQuery = (sql: string): TourJobTypes['csv-etl']['input'] => ({
  sources: [{ table: 'numbers', format: 'csv', from: { text: 'n\n1\n2\n3\n' } }],
  sql,
  output: { format: 'csv' },
});
