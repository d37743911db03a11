import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TFontDictionary } from 'pdfmake/interfaces.js';

const require = createRequire(import.meta.url);

/**
 * DejaVu, for its reach: Latin with all its accents, Greek, Cyrillic, arrows, mathematics, box drawing, check marks.
 * A character that it lacks is drawn as an empty box.
 */
const folder = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');

const face = (name: string) => join(folder, `${name}.ttf`);

export const TEXT_FONT = 'DejaVu Sans';
export const CODE_FONT = 'DejaVu Sans Mono';

export const FONTS = {
  [TEXT_FONT]: {
    normal: face('DejaVuSansCondensed'),
    bold: face('DejaVuSansCondensed-Bold'),
    italics: face('DejaVuSansCondensed-Oblique'),
    bolditalics: face('DejaVuSansCondensed-BoldOblique'),
  },
  [CODE_FONT]: {
    normal: face('DejaVuSansMono'),
    bold: face('DejaVuSansMono-Bold'),
    italics: face('DejaVuSansMono-Oblique'),
    bolditalics: face('DejaVuSansMono-BoldOblique'),
  },
} as const satisfies TFontDictionary;

export const isFontFile = (path: string) => dirname(path) === folder;
