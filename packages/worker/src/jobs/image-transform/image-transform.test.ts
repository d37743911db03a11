import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { imageTransform, JobInput } from '@jobs/shared-contracts';
import sharp, { type Sharp } from 'sharp';
import { AttemptStoppedError } from '../../errors.ts';
import { newUploadId, runJob, type JobRunOptions } from '../testing/job-context.ts';
import job from './index.ts';
import { MAX_SOURCE_BYTES } from './limits.ts';
import { plannedSize } from './planned-size.ts';
import { readSource } from './read-source.ts';

type Outputs = JobInput<typeof imageTransform>['outputs'];

/** 40 × 20 pixels: the left half red, the right half blue. */
let picture: Sharp;

beforeAll(() => {
  const red = { create: { width: 20, height: 20, channels: 3, background: '#f00' } } as const;
  picture = sharp({ create: { width: 40, height: 20, channels: 3, background: '#00f' } })
    .composite([{ input: red, left: 0, top: 0 }])
    .removeAlpha()
    .png();
});

async function run(content: Buffer, outputs: Outputs, options: Omit<JobRunOptions, 'uploads'> = {}) {
  const uploadId = newUploadId();
  return runJob(job, { image: { uploadId }, outputs }, { ...options, uploads: { [uploadId]: content } });
}

const colourAt = async (image: Buffer | undefined, left: number, top: number) => {
  const { data } = await sharp(image).extract({ left, top, width: 1, height: 1 }).raw().toBuffer({
    resolveWithObject: true,
  });
  return [...data.subarray(0, 3)].map((value) => Math.round(value / 255));
};

/** A PNG of some bytes whose header claims a size: nothing in it needs to be true of its pixels. */
async function claimedPng(width: number, height: number): Promise<string> {
  const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  const path = join(tmpdir(), `${newUploadId()}.png`);
  await writeFile(path, png);
  return path;
}

const RED = [1, 0, 0];
const BLUE = [0, 0, 1];

describe('image-transform', () => {
  test('makes several outputs out of one image, and describes them', async () => {
    const content = await picture.toBuffer();
    const { result, files } = await run(content, [
      { fileName: 'small.webp', format: 'webp', resize: { width: 20 } },
      { fileName: 'square.avif', format: 'avif', crop: { left: 20, top: 0, width: 20, height: 20 }, quality: 60 },
      { fileName: 'plain.jpg', format: 'jpeg' },
      { fileName: 'plain.png', format: 'png' },
    ]);
    expect(result.source).toEqual({
      width: 40,
      height: 20,
      format: 'png',
      sizeBytes: content.length,
      hasAlpha: false,
    });
    expect(result.outputs.map(({ width, height, format }) => [width, height, format])).toEqual([
      [20, 10, 'webp'],
      [20, 20, 'avif'],
      [40, 20, 'jpeg'],
      [40, 20, 'png'],
    ]);
    const formats = await Promise.all([...files.values()].map(async (file) => (await sharp(file).metadata()).format));
    expect(formats).toEqual(['webp', 'heif', 'jpeg', 'png']);
    expect(result.outputs[0]?.file).toMatchObject({
      name: 'small.webp',
      contentType: 'image/webp',
      sizeBytes: files.get('small.webp')?.length,
    });
    expect(await colourAt(files.get('square.avif'), 10, 10)).toEqual(BLUE);
  });

  test('goes by content, whatever the source was called', async () => {
    const { result } = await run(await picture.clone().webp().toBuffer(), [{ fileName: 'a.png', format: 'png' }]);
    expect(result.source.format).toBe('webp');
  });

  test('turns the image as its EXIF orientation says, before it crops, and drops all metadata', async () => {
    const content = await picture
      .clone()
      .jpeg()
      .withExif({ IFD0: { Artist: 'somebody' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { result, files } = await run(content, [
      { fileName: 'top.png', format: 'png', crop: { left: 0, top: 0, width: 20, height: 20 } },
      { fileName: 'whole.jpg', format: 'jpeg' },
    ]);
    expect(result.source).toMatchObject({ width: 20, height: 40, format: 'jpeg' });
    expect(await colourAt(files.get('top.png'), 10, 10)).toEqual(RED);
    const { exif, orientation, icc, width, height } = await sharp(files.get('whole.jpg')).metadata();
    expect({ exif, orientation, icc, width, height }).toEqual({ width: 20, height: 40 });
  });

  test('puts what is transparent on white where the format has no transparency', async () => {
    const clear = { width: 10, height: 10, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } as const;
    const content = await sharp({ create: clear }).png().toBuffer();
    const { result, files } = await run(content, [
      { fileName: 'a.jpg', format: 'jpeg' },
      { fileName: 'a.png', format: 'png' },
    ]);
    expect(result.source.hasAlpha).toBe(true);
    expect(await colourAt(files.get('a.jpg'), 5, 5)).toEqual([1, 1, 1]);
    expect((await sharp(files.get('a.png')).metadata()).hasAlpha).toBe(true);
  });

  test('plans the very sizes that sharp makes, for every fit', async () => {
    const resizes = [
      { width: 15 },
      { height: 7 },
      ...(['cover', 'contain', 'fill', 'inside', 'outside'] as const).flatMap((fit) => [
        { width: 33, height: 9, fit },
        { width: 11, fit },
      ]),
    ];
    const outputs = resizes.map((resize, i) => ({ fileName: `${i}.png`, format: 'png', resize }) as const);
    const { result } = await run(await picture.toBuffer(), outputs);
    const planned = outputs.map((output) => plannedSize({ width: 40, height: 20 }, output));
    expect(result.outputs.map(({ width, height }) => ({ width, height }))).toEqual(planned);
  });

  test.each([
    ['text', Buffer.from('not an image')],
    ['nothing', Buffer.alloc(0)],
    ['SVG, which can name other files', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['PDF', Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF')],
    ['a portable pixmap', Buffer.from('P6 1 1 255\n...')],
    ['a Radiance image', Buffer.from('#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\n....')],
    ['a script of ImageMagick', Buffer.from('push graphic-context\nimage over 0,0 0,0 "/etc/passwd"\n')],
    ['a zip file', Buffer.from('504b0506000000000000000000000000000000000000', 'hex')],
    ['GIF', Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')],
  ])('refuses %s', async (_, content) => {
    await expect(run(content, [{ fileName: 'a.png', format: 'png' }])).rejects.toMatchObject({
      name: 'PermanentJobError',
      code: 'unsupported-image',
    });
  });

  test('refuses TIFF, of which one file may hold any number of images', async () => {
    const content = await picture.clone().tiff().toBuffer();
    await expect(run(content, [{ fileName: 'a.png', format: 'png' }])).rejects.toMatchObject({
      code: 'unsupported-image',
    });
  });

  test('takes of an animation the first frame and nothing more', async () => {
    const [first, second] = await Promise.all(
      ['#f00', '#00f'].map((background) =>
        sharp({ create: { width: 30, height: 10, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const content = await sharp([first, second] as Buffer[], { join: { animated: true } })
      .webp()
      .toBuffer();
    expect((await sharp(content).metadata()).pages).toBe(2);
    const { result, files } = await run(content, [{ fileName: 'a.png', format: 'png' }]);
    expect(result.outputs).toMatchObject([{ width: 30, height: 10 }]);
    expect(await colourAt(files.get('a.png'), 5, 5)).toEqual(RED);
  });

  test('refuses a file that is too large to be read, before it looks at it', async () => {
    const content = Buffer.alloc(MAX_SOURCE_BYTES + 1);
    await expect(run(content, [{ fileName: 'a.png', format: 'png' }])).rejects.toMatchObject({
      code: 'upload-too-large',
    });
  });

  test.each([
    ['the most pixels that can be read', 8000, 8000, true],
    ['one row more', 8000, 8001, false],
  ])('goes by the size that the file claims: %s', async (_, width, height, taken) => {
    const claimed = await claimedPng(width, height);
    const failure = await readSource(claimed).then(
      () => undefined,
      ({ code }: { code: string }) => code,
    );
    await rm(claimed);
    expect(failure).toBe(taken ? undefined : 'image-too-large');
  });

  test('refuses an image that breaks off in the middle', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
    const whole = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#000', noise } })
      .png()
      .toBuffer();
    const half = whole.subarray(0, whole.length / 2);
    await expect(run(half, [{ fileName: 'a.png', format: 'png' }])).rejects.toMatchObject({
      code: 'unsupported-image',
    });
  });

  test('refuses an image of more pixels than it decodes, however small the file', async () => {
    const bomb = await sharp({ create: { width: 10_000, height: 7_000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    await expect(run(bomb, [{ fileName: 'a.png', format: 'png', resize: { width: 1 } }])).rejects.toMatchObject({
      code: 'image-too-large',
    });
  });

  test.each<[string, Outputs[number], RegExp]>([
    [
      'crop-outside-image',
      { fileName: 'a.png', format: 'png', crop: { left: 30, top: 0, width: 20, height: 20 } },
      /"a.png" reaches to 50 × 20, but the image is 40 × 20/,
    ],
    ['image-too-large', { fileName: 'a.png', format: 'png', resize: { height: 10_000 } }, /would be 20000 × 10000/],
  ])('%s is told before any output is made', async (code, output, message) => {
    const first = { fileName: 'first.png', format: 'png' } as const;
    const seen: number[] = [];
    const failure = run(await picture.toBuffer(), [first, output], { onProgress: (percent) => seen.push(percent) });
    await expect(failure).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(seen).toEqual([0]);
  });

  test('refuses two outputs of one name', async () => {
    const output = { fileName: 'a.png', format: 'png' } as const;
    await expect(run(await picture.toBuffer(), [output, output])).rejects.toMatchObject({
      code: 'duplicate-file-name',
    });
  });

  test('stops between two outputs when it is told to', async () => {
    const controller = new AbortController();
    const outputs = ['a.png', 'b.png', 'c.png'].map((fileName) => ({ fileName, format: 'png' }) as const);
    const seen: number[] = [];
    const stopped = run(await picture.toBuffer(), outputs, {
      signal: controller.signal,
      onProgress: (percent) => {
        seen.push(percent);
        if (percent === 10) controller.abort(new AttemptStoppedError('shutdown'));
      },
    });
    await expect(stopped).rejects.toMatchObject({ name: 'AttemptStoppedError' });
    expect(seen).toEqual([0, 10]);
  });
});
