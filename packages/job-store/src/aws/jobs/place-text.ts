import type { OrderPlace, TakenPlace } from '../../port/job-order.ts';

/** How every text of this place begins. */
export const placeTextStart = ({ jobId, round }: OrderPlace) => `${jobId}/${round}/`;

/** A place as one short text, since the item that holds them is paid for with each of its writes. */
export const placeText = (place: TakenPlace) => `${placeTextStart(place)}${place.takenAt}`;

export function readPlace(text: string): TakenPlace {
  const [jobId = '', round, takenAt] = text.split('/');
  return { jobId, round: Number(round), takenAt: Number(takenAt) };
}
