import type { Section } from '../section.ts';

/** In the order of the document. */
export const SECTIONS: readonly Section[] = [];
