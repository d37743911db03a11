import type { Sharp } from 'sharp';
import { MAX_ENCODING_SECONDS } from './limits.ts';
import type { Output } from './planned-size.ts';
import { failureOfImage, openImage } from './read-source.ts';

const WHITE = { r: 255, g: 255, b: 255, alpha: 1 };
const TRANSPARENT = { r: 0, g: 0, b: 0, alpha: 0 };

export const CONTENT_TYPES = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
} as const satisfies Record<Output['format'], string>;

/** Makes one output out of the source and writes it to `to`, in sRGB and without metadata. */
export async function renderOutput(from: string, { crop, resize, format, quality }: Output, to: string) {
  const keepsAlpha = format !== 'jpeg';
  const image = openImage(from).timeout({ seconds: MAX_ENCODING_SECONDS });
  if (crop) image.extract(crop);
  if (resize) image.resize({ ...resize, background: keepsAlpha ? TRANSPARENT : WHITE });
  if (!keepsAlpha) image.flatten({ background: WHITE });
  try {
    const { width, height } = await encode(image, format, quality).toFile(to);
    return { width, height };
  } catch (error) {
    throw failureOfImage(error);
  }
}

/** PNG takes a quality too, but loses colours by it, so there it is left out. */
function encode(image: Sharp, format: Output['format'], quality: number | undefined): Sharp {
  const options = quality === undefined ? {} : { quality };
  switch (format) {
    case 'jpeg':
      return image.jpeg({ ...options, mozjpeg: true });
    case 'png':
      return image.png();
    case 'webp':
      return image.webp(options);
    case 'avif':
      return image.avif(options);
  }
}
