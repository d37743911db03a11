/** `node packages/simulator/src/capacity/main.ts`: writes the tables of docs/scaling.md; prints it with `--print`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { capacityTables } from './capacity-tables.ts';
import { withGeneratedParts } from './generated-parts.ts';
import { measureJobWrites } from './measure-job-writes.ts';

const PAGE = new URL('../../../../docs/scaling.md', import.meta.url);

const page = withGeneratedParts(readFileSync(PAGE, 'utf8'), capacityTables(await measureJobWrites()));
if (process.argv.includes('--print')) console.log(page);
else writeFileSync(PAGE, page);
