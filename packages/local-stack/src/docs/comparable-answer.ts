const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What differs from run to run, as a word that tells no more than what it is. */
function comparableText(value: string): string {
  if (TIME.test(value)) return '(a time)';
  if (/^(https?|wss?):\/\//.test(value)) return '(a URL)';
  if (value.startsWith('whsec_')) return '(a secret)';
  // An entity tag and the end of a webhook's id are versions, which grow with each report of progress.
  return value.replace(/^W\/"\d+"$/, 'W/"(a version)"').replace(/^(job_[0-9a-f]{32})_\d+$/, '$1_(a version)');
}

const VARIABLE_FIELDS = new Map([
  ['version', 'number'],
  ['durationMs', 'number'],
  ['traceId', 'string'],
]);

interface Parent {
  readonly status?: unknown;
  readonly cancelRequestedAt?: unknown;
}

/** Members are cancelled one by one, and counted when the table's stream tells of it. */
function countsOfCancelling(counts: Readonly<Record<string, number>>) {
  const { pending = 0, cancelled = 0, ...others } = counts;
  return { ...others, 'pending or cancelled': pending + cancelled };
}

/** The answer with all that stays the same. How far a running job, or the cancelling of a batch, has come is chance. */
export function comparableAnswer(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), function (this: unknown, name, field: unknown) {
    if (typeof field === VARIABLE_FIELDS.get(name)) return `(a ${name})`;
    const { status, cancelRequestedAt } = this as Parent;
    if (name === 'progress' && status === 'RUNNING') return undefined;
    if (name === 'counts' && cancelRequestedAt !== undefined)
      return countsOfCancelling(field as Readonly<Record<string, number>>);
    return typeof field === 'string' ? comparableText(field) : field;
  }) as unknown;
}

/** The answer without the fields that the documented one leaves out. */
export function fieldsAsIn(documented: unknown, actual: unknown): unknown {
  if (!isRecord(documented) || !isRecord(actual)) return actual;
  const names = Object.keys(documented).filter((name) => name in actual);
  return Object.fromEntries(names.map((name) => [name, fieldsAsIn(documented[name], actual[name])]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
