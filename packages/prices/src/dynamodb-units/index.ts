export { indexUnitsOf, readUnits, sumWriteUnits, writeUnits, type CountedTable, type WriteUnits } from './capacity.ts';
export type { WireItem } from './item-size.ts';
