import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { JsonValue } from '@jobs/shared-contracts';
import type { ScheduleRecord } from '../../port/schedules.ts';
import { dueShardOf } from '../jobs/index-keys.ts';

interface ScheduleAttributes extends Omit<ScheduleRecord, 'request'> {
  /** As JSON text, which keeps its numbers as they are and is smaller than a map. */
  readonly request: string;
  readonly dueShard?: string;
}

export function toScheduleItem(schedule: ScheduleRecord): Record<string, AttributeValue> {
  const attributes: ScheduleAttributes = {
    ...schedule,
    request: JSON.stringify(schedule.request),
    ...(schedule.dueAt !== undefined && { dueShard: dueShardOf(schedule.scheduleId) }),
  };
  return marshall(attributes, { removeUndefinedValues: true });
}

export function fromScheduleItem(item: Record<string, AttributeValue>): ScheduleRecord {
  const { request, dueShard: _dueShard, ...rest } = unmarshall(item) as ScheduleAttributes;
  return { ...rest, request: JSON.parse(request) as ScheduleRecord['request'] & { input: JsonValue } };
}
