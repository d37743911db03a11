const MINUTE_MS = 60_000;

/** RFC 3339 as a field for dates and times has it: in the reader’s own time zone, without naming it. */
export function toLocalTime(timestamp: string | undefined): string {
  const at = new Date(timestamp ?? '');
  if (Number.isNaN(at.getTime())) return '';
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS);
  return shifted.toISOString().slice(0, 'YYYY-MM-DDThh:mm:ss'.length);
}

/** The other way round; empty for what is no time. */
export function fromLocalTime(text: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}
