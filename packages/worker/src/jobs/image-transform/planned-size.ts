import type { imageTransform, JobInput } from '@jobs/shared-contracts';
import { PermanentJobError } from '../../errors.ts';
import { MAX_PIXELS, MAX_SIDE_PIXELS } from './limits.ts';

export type Output = JobInput<typeof imageTransform>['outputs'][number];

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The size that an output will have, found before any work is done.
 * @throws {PermanentJobError} `crop-outside-image` or `image-too-large`
 */
export function plannedSize(source: Size, output: Output): Size {
  const { fileName, crop } = output;
  if (crop && (crop.left + crop.width > source.width || crop.top + crop.height > source.height)) {
    throw new PermanentJobError(
      `The crop of "${fileName}" reaches to ${crop.left + crop.width} × ${crop.top + crop.height}, but the image is ` +
        `${source.width} × ${source.height} pixels`,
      { code: 'crop-outside-image' },
    );
  }
  const size = resized(crop ?? source, output.resize);
  if (Math.max(size.width, size.height) > MAX_SIDE_PIXELS || size.width * size.height > MAX_PIXELS) {
    throw new PermanentJobError(
      `"${fileName}" would be ${size.width} × ${size.height} pixels: at most ${MAX_SIDE_PIXELS} a side and ` +
        `${MAX_PIXELS} in all can be made`,
      { code: 'image-too-large' },
    );
  }
  return size;
}

function resized(from: Size, resize: Output['resize']): Size {
  if (!resize) return from;
  const { width, height, fit = 'cover' } = resize;
  if (fit === 'fill') return { width: width ?? from.width, height: height ?? from.height };
  if (width && height && (fit === 'cover' || fit === 'contain')) return { width, height };
  const scales = [width && width / from.width, height && height / from.height].filter((scale) => scale !== undefined);
  const scale = fit === 'inside' ? Math.min(...scales) : Math.max(...scales);
  return {
    width: Math.max(1, Math.round(from.width * scale)),
    height: Math.max(1, Math.round(from.height * scale)),
  };
}
