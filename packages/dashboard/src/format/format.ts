const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** A duration in at most two units: `340 ms`, `4.2 s`, `3 min 5 s`, `2 h 10 min`. */
export function formatDuration(ms: number): string {
  if (ms < SECOND_MS) return `${Math.round(ms)} ms`;
  if (ms < MINUTE_MS) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  if (ms < HOUR_MS) return inUnits(ms, MINUTE_MS, 'min', SECOND_MS, 's');
  return inUnits(ms, HOUR_MS, 'h', MINUTE_MS, 'min');
}

function inUnits(ms: number, unitMs: number, unit: string, smallerMs: number, smaller: string): string {
  const rest = Math.floor((ms % unitMs) / smallerMs);
  return `${Math.floor(ms / unitMs)} ${unit}${rest > 0 ? ` ${rest} ${smaller}` : ''}`;
}

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB'] as const;

/** `1.5 MiB` */
export function formatBytes(bytes: number): string {
  const power = bytes > 0 ? Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10)) : 0;
  return `${power === 0 ? bytes : (bytes / 1024 ** power).toFixed(1)} ${UNITS[power] ?? 'bytes'}`;
}

/** In the reader's own time zone and manner: with the date unless it is today's. */
export function formatTime(timestamp: string, now = new Date()): string {
  const at = new Date(timestamp);
  const time = at.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return at.toDateString() === now.toDateString() ? time : `${at.toLocaleDateString()} ${time}`;
}

/** `14:05` */
export const formatMinute = (timestamp: string): string =>
  new Date(timestamp).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });

const ABBREVIATIONS = new Set(['id', 'sql', 'url']);

/** `QUEUED` → `Queued`, `document-render` → `Document render`, `unitPrice` → `Unit price` */
export function inWords(name: string): string {
  const words = /^[A-Z]+$/.test(name)
    ? name.toLowerCase()
    : name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  const text = words.replaceAll(/[-_]+/g, ' ').trim();
  return ABBREVIATIONS.has(text) ? text.toUpperCase() : text.charAt(0).toUpperCase() + text.slice(1);
}

/** `1 job`, `2 jobs` */
export const counted = (count: number, thing: string, things = `${thing}s`): string =>
  `${count.toLocaleString()} ${count === 1 ? thing : things}`;
