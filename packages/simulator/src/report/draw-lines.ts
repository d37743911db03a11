export type Line = readonly (readonly [x: number, y: number])[];

/** Lines over the same axes. */
export interface Panel {
  readonly title: string;
  /** What an axis is of, with its unit. */
  readonly x: string;
  readonly y: string;
  readonly xIsLogarithmic?: boolean;
  readonly lines: readonly Line[];
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const escapeText = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.codePointAt(0)};`);

/** From 0 to at least a number, in at most ten steps of 1, 2 or 5 times a power of ten. */
export function linearTicks(most: number): readonly number[] {
  const rough = Math.max(most, Number.MIN_VALUE) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (rough / power >= 5 ? 5 : rough / power >= 2 ? 2 : 1) * power;
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

/** Powers of ten that enclose two numbers. */
export function logarithmicTicks(least: number, most: number): readonly number[] {
  const from = Math.floor(Math.log10(least));
  const to = Math.max(from + 1, Math.ceil(Math.log10(most) - 1e-9));
  return Array.from({ length: to - from + 1 }, (_, i) => Number((10 ** (from + i)).toPrecision(12)));
}

const formatTick = (number: number) => number.toLocaleString('en-US', { maximumSignificantDigits: 6 });

const toPixels = (value: number) => value.toFixed(1);

/** Without the points amid a level stretch, which change nothing. */
const withoutLevelPoints = (line: Line): Line =>
  line.filter(([, y], i) => line[i - 1]?.[1] !== y || line[i + 1]?.[1] !== y);

/** A panel, with grid, axes and their labels. */
export function drawLines({ title, x, y, xIsLogarithmic = false, lines }: Panel, place: Place): string {
  const points = lines.flat();
  const mostOf = (axis: 0 | 1) => points.reduce((most, point) => Math.max(most, point[axis]), 0) || 1;
  const leastX = points.reduce((least, point) => Math.min(least, point[0]), Infinity);
  const xTicks = xIsLogarithmic ? logarithmicTicks(leastX, mostOf(0)) : linearTicks(mostOf(0));
  const yTicks = linearTicks(mostOf(1));
  const scaleX = xIsLogarithmic ? Math.log10 : (value: number) => value;
  const [left, right] = [scaleX(xTicks[0] ?? 0), scaleX(xTicks.at(-1) ?? 1)];
  const toX = (value: number) => place.x + ((scaleX(value) - left) / (right - left)) * place.width;
  const toY = (value: number) => place.y + place.height * (1 - value / (yTicks.at(-1) ?? 1));
  const bottom = place.y + place.height;

  const drawnY = yTicks.map(
    (tick) => `  <path class="grid" d="M${place.x} ${toPixels(toY(tick))}h${place.width}"/>
  <text x="${place.x - 6}" y="${toPixels(toY(tick) + 4)}" text-anchor="end">${formatTick(tick)}</text>`,
  );
  const drawnX = xTicks.map(
    (tick) => `  <path class="axis" d="M${toPixels(toX(tick))} ${bottom}v4"/>
  <text x="${toPixels(toX(tick))}" y="${bottom + 17}" text-anchor="middle">${formatTick(tick)}</text>`,
  );
  const drawnLines = lines.map((line, i) => {
    const path = withoutLevelPoints(line)
      .map(([pointX, pointY]) => `${toPixels(toX(pointX))} ${toPixels(toY(pointY))}`)
      .join('L');
    return `  <path class="line s${i % 6}" d="M${path}"/>`;
  });
  return `  <text x="${place.x}" y="${place.y - 8}"><tspan class="title">${escapeText(title)}</tspan> (${escapeText(y)})</text>
${drawnY.join('\n')}
  <path class="axis" d="M${place.x} ${bottom}h${place.width}"/>
${drawnX.join('\n')}
  <text x="${place.x + place.width}" y="${bottom + 32}" text-anchor="end">${escapeText(x)}</text>
${drawnLines.join('\n')}`;
}
