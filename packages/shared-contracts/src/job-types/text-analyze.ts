import Type from 'typebox';
import { TextSource } from '../jobs/file-reference.ts';
import { defineJobType, LANES } from './define-job-type.ts';

const Count = Type.Integer({ minimum: 0 });

export const textAnalyze = defineJobType({
  name: 'text-analyze',
  title: 'Statistics of a text',
  description: 'Finds the language, readability, keywords and the counts of sentences and words of a text.',
  input: Type.Object(
    {
      source: TextSource,
      maxKeywords: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    },
    { additionalProperties: false },
  ),
  result: Type.Object(
    {
      language: Type.Object(
        {
          code: Type.String({ description: 'ISO 639-1; `und` when undetermined' }),
          confidence: Type.Number({ minimum: 0, maximum: 1, description: 'The detector’s score' }),
        },
        { additionalProperties: false },
      ),
      statistics: Type.Object(
        {
          characters: Type.Integer({ minimum: 0, description: 'Unicode code points' }),
          words: Count,
          uniqueWords: Count,
          sentences: Count,
          paragraphs: Count,
          meanWordsPerSentence: Type.Number({ minimum: 0 }),
          readingTimeSeconds: Type.Integer({ minimum: 0, description: 'At 238 words a minute' }),
        },
        { additionalProperties: false },
      ),
      readability: Type.Optional(
        Type.Object(
          {
            fleschReadingEase: Type.Number(),
            fleschKincaidGrade: Type.Number(),
          },
          { additionalProperties: false, description: 'For English texts: the formulas are made for it' },
        ),
      ),
      keywords: Type.Array(
        Type.Object({ term: Type.String(), count: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
      ),
    },
    { additionalProperties: false },
  ),
  lanes: LANES,
  timeLimitSeconds: 2 * 60,
  concurrencyPerWorker: 4,
  compute: {
    cpuUnits: 512,
    memoryMiB: 2048,
    minTasks: 0,
    maxTasks: 10,
    scalingSteps: [
      { backlogAtLeast: 1, tasks: 1 },
      { backlogAtLeast: 50, tasks: 3 },
      { backlogAtLeast: 500, tasks: 10 },
    ],
  },
});
