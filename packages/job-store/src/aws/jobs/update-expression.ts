import { marshall } from '@aws-sdk/util-dynamodb';
import type { Change } from './change.ts';
import type { Condition } from './conditions.ts';
import { dueShardOf, failureShardOf } from './index-keys.ts';
import { payloadAttribute } from './job-item.ts';

/** The parameters of an update: the change, the index keys that follow from it, and the condition. */
export function updateParameters(jobId: string, change: Change, condition: Condition) {
  const values: Record<string, unknown> = { ...condition.values };
  const assignments: string[] = [];
  const removed = new Set<string>(change.remove);
  const assign = (attribute: string, value: unknown) => {
    values[`:set_${attribute}`] = value;
    assignments.push(`#${attribute} = :set_${attribute}`);
  };

  for (const [attribute, value] of Object.entries(storedForm(change.set))) assign(attribute, value);
  for (const [attribute, value] of Object.entries(change.setOnce ?? {})) {
    values[`:once_${attribute}`] = value;
    assignments.push(`#${attribute} = if_not_exists(#${attribute}, :once_${attribute})`);
  }
  for (const [counter, { of, plus }] of Object.entries(change.counters ?? {})) {
    values[`:plus_${counter}`] = plus;
    assignments.push(`#${counter} = #${of} + :plus_${counter}`);
  }

  for (const [list, entry] of Object.entries(change.append ?? {})) {
    values[`:append_${list}`] = [entry];
    values[':none'] = [];
    assignments.push(`#${list} = list_append(if_not_exists(#${list}, :none), :append_${list})`);
  }

  if (change.set.dueAt !== undefined) assign('dueShard', dueShardOf(jobId));
  else if (removed.has('dueAt')) removed.add('dueShard');
  if (change.set.status !== undefined) {
    assignments.push('#previousStatus = #status', '#previousUpdatedAt = #updatedAt');
    if (change.set.status === 'FAILED') {
      assign('failureShard', failureShardOf(jobId));
      assign('failedAt', change.set.finishedAt);
    } else {
      removed.add('failureShard').add('failedAt');
    }
  }

  const clauses = [
    assignments.length > 0 ? `SET ${assignments.join(', ')}` : '',
    removed.size > 0 ? `REMOVE ${[...removed].map((attribute) => `#${attribute}`).join(', ')}` : '',
  ];
  const UpdateExpression = clauses.filter(Boolean).join(' ');
  return {
    UpdateExpression,
    ConditionExpression: condition.expression,
    ExpressionAttributeNames: attributeNames(`${UpdateExpression} ${condition.expression}`),
    // DynamoDB refuses an empty map.
    ...(Object.keys(values).length > 0 && {
      ExpressionAttributeValues: marshall(values, { removeUndefinedValues: true }),
    }),
  };
}

/** Changes and conditions have few forms, each of which comes again with every job. */
const namesOf = new Map<string, Record<string, string>>();

/** Every `#name` of an expression stands for the attribute `name`: half of them are reserved words. */
export function attributeNames(expression: string): Record<string, string> {
  const known = namesOf.get(expression);
  if (known) return known;
  const names = Object.fromEntries(
    [...expression.matchAll(/#(\w+)/g)].map(([placeholder, name = '']) => [placeholder, name]),
  );
  namesOf.set(expression, names);
  return names;
}

function storedForm({ input, result, ...rest }: Change['set']): Record<string, unknown> {
  return {
    ...rest,
    ...(input && { input: payloadAttribute(input) }),
    ...(result && { result: payloadAttribute(result) }),
  };
}
