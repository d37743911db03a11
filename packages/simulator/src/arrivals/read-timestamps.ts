import { InvalidOptionsError } from '../errors.ts';

/** Columns that are looked for by their heading, the first of them that is there. */
const HEADINGS = ['timestamp', 'submittedat', 'createdat', 'time', 'date'];

/** Seconds since the epoch have ten digits until the year 2286. */
const SECONDS_DIGITS = 10;

const fieldsOf = (line: string) => line.split(',').map((field) => field.trim().replace(/^"(.*)"$/, '$1'));

function toMs(field: string): number {
  if (!/^\d+(\.\d+)?$/.test(field)) return Date.parse(field);
  const number = Number(field);
  return field.replace(/\..*/, '').length <= SECONDS_DIGITS ? number * 1000 : number;
}

/**
 * Submissions of a CSV file, in milliseconds from the first of them. Times are ISO 8601, or seconds or milliseconds since
 * the epoch; they are in the column that a heading names, or the first, and in any order.
 * @throws {InvalidOptionsError} naming the line that has no time
 */
export function readTimestamps(csv: string): readonly number[] {
  const lines = csv.split(/\r?\n/).filter((line) => line.trim() !== '');
  const headings = fieldsOf(lines[0] ?? '').map((heading) => heading.toLowerCase());
  const named = HEADINGS.map((heading) => headings.indexOf(heading)).find((place) => place >= 0);
  const hasHeading = named !== undefined || Number.isNaN(toMs(headings[0] ?? ''));
  const column = named ?? 0;
  const times = lines.slice(hasHeading ? 1 : 0).map((line, i) => {
    const field = fieldsOf(line)[column] ?? '';
    const timeMs = toMs(field);
    if (Number.isNaN(timeMs)) {
      const number = i + (hasHeading ? 2 : 1);
      throw new InvalidOptionsError([
        `Line ${number} of the CSV file has no time in column ${column + 1}: "${field}". Write ISO 8601, or seconds or milliseconds since the epoch.`,
      ]);
    }
    return timeMs;
  });
  if (times.length === 0) throw new InvalidOptionsError(['The CSV file has no line with a time.']);
  times.sort((a, b) => a - b);
  const [first = 0] = times;
  return times.map((timeMs) => timeMs - first);
}
