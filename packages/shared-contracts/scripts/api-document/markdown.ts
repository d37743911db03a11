const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');

const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;

/** A table, or nothing without rows. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return [row(header), row(header.map(() => '---')), ...rows.map(row)].join('\n');
}

export const code = (text: string) => `\`${text}\``;

export const block = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\``;

/** Paragraphs, tables and blocks below each other, without those that are empty. */
export const below = (...parts: readonly string[]) => parts.filter(Boolean).join('\n\n');
