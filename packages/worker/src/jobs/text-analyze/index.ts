import { textAnalyze } from '@jobs/shared-contracts';
import { defineJob } from '../../define-job.ts';
import { abortPoint } from '../abort-point.ts';
import { readTextUpload } from '../read-text-upload.ts';
import { countText } from './count-text.ts';
import { detectLanguage } from './detect-language.ts';
import { keywordsOf } from './keywords.ts';
import { readabilityOf } from './readability.ts';

const MAX_TEXT_BYTES = 8 * 1024 * 1024;
const DEFAULT_KEYWORDS = 10;

/** Silent reading of English non-fiction: Brysbaert, https://doi.org/10.1016/j.jml.2019.104047. */
const WORDS_READ_PER_MINUTE = 238;

export default defineJob(textAnalyze, async ({ input, payloads, progress, signal }) => {
  const { source, maxKeywords = DEFAULT_KEYWORDS } = input;
  progress(0, 'Reading the text');
  const text =
    source.uploadId === undefined
      ? (source.text ?? '')
      : await readTextUpload(payloads, source.uploadId, MAX_TEXT_BYTES);

  const language = detectLanguage(text);
  const counts = await countText(text, language.code, async (share) => {
    progress(5 + 85 * share, 'Counting words and sentences');
    await abortPoint(signal);
  });
  progress(90, 'Finding keywords');
  const { characters, words, sentences, paragraphs, occurrences } = counts;
  const readability = readabilityOf(counts, language.code);
  return {
    language,
    statistics: {
      characters,
      words,
      uniqueWords: occurrences.size,
      sentences,
      paragraphs,
      meanWordsPerSentence: sentences === 0 ? 0 : Math.round((words / sentences) * 10) / 10,
      readingTimeSeconds: Math.ceil((words / WORDS_READ_PER_MINUTE) * 60),
    },
    ...(readability && { readability }),
    keywords: keywordsOf(occurrences, language.code, maxKeywords),
  };
});
