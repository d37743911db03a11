/** `node packages/simulator/src/capacity/main.ts`: writes the tables of docs/scaling.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { capacityTables } from './capacity-tables.ts';
import { withGeneratedParts } from './generated-parts.ts';
import { measureJobWrites } from './measure-job-writes.ts';

const PAGE = new URL('../../../../docs/scaling.md', import.meta.url);

const page = readFileSync(PAGE, 'utf8');
writeFileSync(PAGE, withGeneratedParts(page, capacityTables(await measureJobWrites())));
