import { DELETE_AFTER_DAYS_TAG, type PutOptions } from '../../port/payload-store.ts';

/** What the bucket's lifecycle finds an object by that is to be deleted before others. */
export const taggingOf = ({ deleteAfterDays }: PutOptions = {}): { readonly Tagging?: string } =>
  deleteAfterDays === undefined ? {} : { Tagging: `${DELETE_AFTER_DAYS_TAG}=${deleteAfterDays}` };
