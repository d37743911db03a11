import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { COMPARISONS, type Comparison } from '@jobs/simulator/scaling';

/** What CloudWatch would have measured; undefined where nothing is. */
export type ReadMetric = (metric: MeasuredMetric) => number | undefined;

interface MeasuredMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** The value that the alarm watches, from its own metrics and its own expression; undefined without data. */
export function alarmValue(alarm: MetricAlarm, read: ReadMetric): number | undefined {
  const queries = alarm.Metrics ?? [];
  const values = new Map<string, number | undefined>();
  for (const { Id = '', MetricStat } of queries) {
    if (MetricStat) values.set(Id, read(measured(MetricStat.Metric ?? {})));
  }
  if (queries.length === 0) return read(measured(alarm));
  const watched = queries.find(({ ReturnData }) => ReturnData) ?? queries.at(-1);
  if (!watched?.Expression) return values.get(watched?.Id ?? '');
  const terms = termsOf(watched.Expression, [...values.keys()]).map((id) => values.get(id));
  return terms.every((term) => term !== undefined) ? terms.reduce((sum, term) => sum + term, 0) : undefined;
}

/** Whether the alarm's condition holds; a metric without data is taken as the alarm is told to. */
export function conditionHolds(alarm: MetricAlarm, read: ReadMetric): boolean {
  const value = alarmValue(alarm, read);
  if (value === undefined) return alarm.TreatMissingData === 'breaching';
  return COMPARISONS[comparisonOf(alarm)](value, alarm.Threshold ?? 0);
}

/** @throws when the simulator doesn't know it */
export function comparisonOf({ AlarmName, ComparisonOperator: name }: MetricAlarm): Comparison {
  if (isComparison(name)) return name;
  throw new Error(`${AlarmName}: no such comparison here: ${name}`);
}

const isComparison = (name: string | undefined): name is Comparison =>
  name !== undefined && Object.hasOwn(COMPARISONS, name);

/** What an expression adds up: `a + b`, `SUM([a, b])` or `SUM(METRICS())`, where `FILL(a, 0)` may stand for `a`. */
function termsOf(expression: string, ids: readonly string[]): string[] {
  const plain = expression.replaceAll(/FILL\(\s*(\w+)\s*,\s*0\s*\)/g, '$1').replaceAll(/\s/g, '');
  if (plain === 'SUM(METRICS())') return [...ids];
  const terms = (/^SUM\(\[(?<list>[\w,]+)\]\)$/.exec(plain)?.groups?.['list'] ?? plain).split(/[+,]/);
  const unknown = terms.find((term) => !ids.includes(term));
  if (unknown !== undefined) throw new Error(`The expression "${expression}" is more than a sum of ${ids.join(', ')}`);
  return terms;
}

interface MetricName {
  readonly Namespace?: string | undefined;
  readonly MetricName?: string | undefined;
  readonly Dimensions?:
    | readonly { readonly Name?: string | undefined; readonly Value?: string | undefined }[]
    | undefined;
}

function measured({ Namespace = '', MetricName = '', Dimensions = [] }: MetricName): MeasuredMetric {
  const dimensions = Dimensions.map(({ Name = '', Value = '' }) => [Name, Value] as const);
  return { namespace: Namespace, name: MetricName, dimensions: Object.fromEntries(dimensions) };
}
