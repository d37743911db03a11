import { createHash } from 'node:crypto';

/** What a build has made, for the table at its end. */
export interface Artifact {
  /** Its path in `dist`. */
  readonly name: string;
  readonly unpackedBytes: number;
  /** Of a zip. */
  readonly packedBytes?: number;
  readonly sha256: string;
}

export const digest = (...contents: readonly Uint8Array[]): string => {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  return hash.digest('hex');
};

/** Of files, by their paths and contents. */
export function digestOf(files: ReadonlyMap<string, Uint8Array>): string {
  const entries = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return digest(...entries.flatMap(([path, content]) => [Buffer.from(path), content]));
}

const kib = (bytes: number | undefined) => (bytes === undefined ? '' : `${(bytes / 1024).toFixed(1)} KiB`);

/** The artifacts as a table for the terminal. */
export function artifactTable(artifacts: readonly Artifact[]): string {
  const rows = [
    ['artifact', 'unpacked', 'zip', 'sha256'],
    ...artifacts.map(({ name, unpackedBytes, packedBytes, sha256 }) => [
      name,
      kib(unpackedBytes),
      kib(packedBytes),
      sha256.slice(0, 16),
    ]),
  ];
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const [nameWidth, ...numberWidths] = [width(0), width(1), width(2)];
  return rows
    .map(([name = '', unpacked = '', packed = '', sha256 = '']) =>
      [
        name.padEnd(nameWidth),
        unpacked.padStart(numberWidths[0] ?? 0),
        packed.padStart(numberWidths[1] ?? 0),
        sha256,
      ].join('  '),
    )
    .join('\n');
}
