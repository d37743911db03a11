import { eld } from 'eld/extrasmall';

/** The detector looks at so many characters; more say nothing new, if they come from all over the text. */
const SAMPLE_CHARACTERS = 1000;
const MAX_SAMPLES = 20;

const UNDETERMINED = { code: 'und', confidence: 0 };

export interface DetectedLanguage {
  /** ISO 639-1; `und` when undetermined. */
  readonly code: string;
  /** The detector's score, from 0 to 1. */
  readonly confidence: number;
}

/** Finds the language that most of the text is in, from samples spread over it: its beginning may be a preface. */
export function detectLanguage(text: string): DetectedLanguage {
  const samples = samplesOf(text);
  const totals = new Map<string, number>();
  for (const sample of samples) {
    for (const [code, score] of Object.entries(eld.detect(sample).getScores())) {
      totals.set(code, (totals.get(code) ?? 0) + score);
    }
  }
  const best = [...totals].toSorted(([, a], [, b]) => b - a)[0];
  if (!best) return UNDETERMINED;
  const [code, total] = best;
  return { code, confidence: Math.min(1, Math.round((total / samples.length) * 100) / 100) };
}

function samplesOf(text: string): string[] {
  const count = Math.min(MAX_SAMPLES, Math.max(1, Math.ceil(text.length / SAMPLE_CHARACTERS)));
  const step = text.length / count;
  return Array.from({ length: count }, (_, i) => {
    const start = Math.floor(i * step);
    return text.slice(start, start + SAMPLE_CHARACTERS);
  });
}
