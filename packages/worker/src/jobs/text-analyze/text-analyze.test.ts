import { describe, expect, test } from '@jest/globals';
import { AttemptStoppedError } from '../../errors.ts';
import { newUploadId, runJob } from '../testing/job-context.ts';
import job from './index.ts';
import { piecesOf } from './pieces.ts';

const ENGLISH = `The harbour wakes before the town does. Fishing boats come home in the dark, and their lamps draw slow
lines on the water. On the quay the fish are sorted, weighed and sold within an hour.

By eight o’clock the harbour is quiet again. What remains is the smell of salt, a few gulls, and the boats.`;

const analyze = async (text: string, maxKeywords?: number) => {
  const input = { source: { text }, ...(maxKeywords !== undefined && { maxKeywords }) };
  const { result } = await runJob(job, input);
  return result;
};

describe('text-analyze', () => {
  test('counts what a reader would count, however the lines are wrapped', async () => {
    const { statistics } = await analyze(ENGLISH);
    expect(statistics).toEqual({
      characters: ENGLISH.length,
      words: 57,
      uniqueWords: 43,
      sentences: 5,
      paragraphs: 2,
      meanWordsPerSentence: 11.4,
      readingTimeSeconds: 15,
    });
  });

  test('finds the words that say what a text is about', async () => {
    const { keywords } = await analyze(ENGLISH, 2);
    expect(keywords).toEqual([
      { term: 'boats', count: 2 },
      { term: 'harbour', count: 2 },
    ]);
  });

  test.each([
    ['en', ENGLISH],
    [
      'de',
      'Der Hafen wacht vor der Stadt auf. Die Fischerboote kommen im Dunkeln nach Hause, und es riecht nach Salz.',
    ],
    ['fr', 'Le port se réveille avant la ville. Les bateaux de pêche rentrent dans la nuit avec leurs lampes.'],
    ['es', 'El puerto despierta antes que la ciudad. Los barcos de pesca vuelven a casa en la oscuridad.'],
    ['pl', 'Port budzi się przed miastem. Łodzie rybackie wracają do domu po ciemku, a ich lampy świecą na wodzie.'],
    ['ja', '港は町より先に目を覚ます。漁船は暗いうちに帰ってきて、魚はすぐに売られる。'],
    ['ru', 'Порт просыпается раньше города. Рыбацкие лодки возвращаются домой в темноте.'],
  ])('tells %s', async (code, text) => {
    const { language } = await analyze(text);
    expect(language.code).toBe(code);
    expect(language.confidence).toBeGreaterThan(0.4);
  });

  test('goes by most of the text, not by how it begins', async () => {
    const german = 'Der Hafen wacht vor der Stadt auf, und die Fischerboote kommen im Dunkeln nach Hause. ';
    const { language } = await analyze(`${ENGLISH}\n\n${german.repeat(100)}`);
    expect(language.code).toBe('de');
  });

  test('knows no stop word as a keyword, in the language of the text', async () => {
    const { keywords } = await analyze('Der Hafen und die Stadt und der Hafen und das Meer. Die Stadt ist laut.');
    expect(keywords.map(({ term }) => term)).toEqual(['hafen', 'stadt', 'laut', 'meer']);
  });

  test('segments languages that put no spaces between words', async () => {
    const { statistics } = await analyze('吾輩は猫である。名前はまだ無い。');
    expect(statistics).toMatchObject({ sentences: 2, paragraphs: 1 });
    expect(statistics.words).toBeGreaterThan(6);
  });

  test('rates English for readability, and nothing else', async () => {
    const easy = await analyze('The cat sat on the mat. The dog ran to the cat. They were good friends and had fun.');
    const hard = await analyze(
      'Notwithstanding considerable methodological heterogeneity, the investigation demonstrates statistically ' +
        'significant interdependencies between organisational accountability and institutional sustainability.',
    );
    expect(easy.readability?.fleschReadingEase).toBeGreaterThan(90);
    expect(hard.readability?.fleschReadingEase).toBeLessThan(0);
    expect(hard.readability?.fleschKincaidGrade).toBeGreaterThan(easy.readability?.fleschKincaidGrade ?? 0);
    expect((await analyze('Der Hafen wacht vor der Stadt auf, und es riecht nach Salz.')).readability).toBeUndefined();
  });

  test.each([
    ['white space', ' \n\t\n ', 5],
    ['punctuation', '… !? --', 7],
    ['digits', '1 2 3', 5],
    ['emoji', '😀 🚢', 3],
    ['half a surrogate pair', 'a \ud83d b', 5],
  ])('bears a text of nothing but %s', async (_, text, characters) => {
    const { keywords, statistics } = await analyze(text);
    expect(keywords).toEqual([]);
    expect(statistics.characters).toBe(characters);
  });

  test('counts two million characters in steps that tell of progress and hear of an abort', async () => {
    const uploadId = newUploadId();
    const uploads = { [uploadId]: `${ENGLISH}\n\n`.repeat(6000) };
    const input = { source: { uploadId } };
    const { result, progress } = await runJob(job, input, { uploads });
    expect(result.statistics).toMatchObject({ words: 57 * 6000, sentences: 5 * 6000, paragraphs: 2 * 6000 });
    expect(progress.length).toBeGreaterThan(20);

    const controller = new AbortController();
    const onProgress = (percent: number) => {
      if (percent > 50) controller.abort(new AttemptStoppedError('cancelled'));
    };
    await expect(runJob(job, input, { uploads, signal: controller.signal, onProgress })).rejects.toMatchObject({
      name: 'AttemptStoppedError',
    });
  });

  test('refuses an upload that is no UTF-8, and ignores a byte order mark', async () => {
    const uploadId = newUploadId();
    const input = { source: { uploadId } };
    await expect(
      runJob(job, input, { uploads: { [uploadId]: Buffer.from('Gr\xfc\xdfe', 'latin1') } }),
    ).rejects.toMatchObject({ name: 'PermanentJobError', code: 'not-utf-8-text' });
    const { result } = await runJob(job, input, { uploads: { [uploadId]: '\ufeffOne word' } });
    expect(result.statistics).toMatchObject({ characters: 8, words: 2 });
  });
});

describe('pieces of a text', () => {
  test('cut a long paragraph between sentences, and lose no word', () => {
    const sentence = 'A sentence of seven words is here. ';
    const pieces = [...piecesOf(sentence.repeat(3000))];
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.every(({ text }) => text.endsWith('here.'))).toBe(true);
    expect(pieces.filter(({ beginsParagraph }) => beginsParagraph)).toHaveLength(1);
    expect(pieces.map(({ text }) => text).join(' ')).toBe(sentence.repeat(3000).trim());
  });

  test('cut a text without sentences between words, and one without spaces between characters', () => {
    const words = [...piecesOf('word '.repeat(10_000))];
    expect(words.every(({ text }) => text.startsWith('word') && text.endsWith('word'))).toBe(true);
    const pairs = [...piecesOf(`x${'😀'.repeat(30_000)}`)];
    expect(pairs.length).toBeGreaterThan(2);
    expect(pairs.every(({ text }) => text.isWellFormed())).toBe(true);
  });
});
