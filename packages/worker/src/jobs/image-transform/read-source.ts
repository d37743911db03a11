import { stat } from 'node:fs/promises';
import type { imageTransform, JobResult } from '@jobs/shared-contracts';
import sharp, { type Sharp } from 'sharp';
import { PermanentJobError } from '../../errors.ts';
import { MAX_PIXELS } from './limits.ts';

/** What may be read, by content and whatever its name says. Other decoders, such as that of SVG, are shut off. */
const DECODERS = ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadHeif'];

sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: DECODERS });
/** Nothing is read twice, and one owner's pixels do not stay in memory while another's job runs. */
sharp.cache(false);

/** An image as it is meant to be seen: turned as its EXIF orientation says. Of an animation, the first frame. */
export function openImage(path: string): Sharp {
  return sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'error', autoOrient: true });
}

/** @throws {PermanentJobError} `unsupported-image` */
export async function readSource(path: string): Promise<JobResult<typeof imageTransform>['source']> {
  const { size: sizeBytes } = await stat(path);
  const metadata = await openImage(path)
    .metadata()
    .catch((error: unknown) => {
      throw failureOfImage(error);
    });
  const { width, height } = metadata.autoOrient;
  return {
    width,
    height,
    format: metadata.format === 'heif' ? 'avif' : metadata.format,
    sizeBytes,
    hasAlpha: metadata.hasAlpha,
  };
}

/** Failures of the machine, not of the image: they are tried again. */
const OF_THE_MACHINE = /timeout|memory|no space/i;

/** What a failure of sharp means. Damage may show only once all pixels are read. */
export function failureOfImage(error: unknown): unknown {
  const message = String(error);
  if (OF_THE_MACHINE.test(message)) return error;
  if (message.includes('exceeds pixel limit')) {
    return new PermanentJobError(`The image has more than the ${MAX_PIXELS} pixels that can be read`, {
      code: 'image-too-large',
      cause: error,
    });
  }
  return new PermanentJobError('The upload is no JPEG, PNG, WebP or AVIF image, or it is damaged', {
    code: 'unsupported-image',
    cause: error,
  });
}
