import type { AttributeValue } from '@aws-sdk/client-dynamodb';

const bytesOf = (text: string) => Buffer.byteLength(text);
const CONTAINER_BYTES = 3;

/** What a value counts, by DynamoDB's rules. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return bytesOf(value.S);
  // Two digits are a byte, and there is one more.
  if (value.N !== undefined) return Math.ceil(value.N.replace(/[^\d]/g, '').length / 2) + 1;
  if (value.M !== undefined) return CONTAINER_BYTES + itemBytes(value.M) + Object.keys(value.M).length;
  if (value.L !== undefined) {
    return CONTAINER_BYTES + value.L.reduce((sum, member) => sum + 1 + valueBytes(member), 0);
  }
  if (value.SS !== undefined) return value.SS.reduce((sum, member) => sum + bytesOf(member), 0);
  return 1;
}

/** The size of an item, with the names of its attributes. */
export const itemBytes = (item: Readonly<Record<string, AttributeValue>>): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + bytesOf(name) + valueBytes(value), 0);
