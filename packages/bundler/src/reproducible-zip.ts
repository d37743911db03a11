import { zipSync, type Zippable } from 'fflate';

/** The first that a zip can hold; in local time, as zips have it, so that the zone makes no difference. */
const EPOCH = new Date(1980, 0, 1);
const UNIX = 3;
/** A regular file that everybody may read: Lambda's user is not the owner. */
const MODE = 0o100644;

/** A zip that depends on names and contents alone: the same files give the same bytes, on every machine, at any time. */
export function reproducibleZip(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const entries: Zippable = {};
  for (const name of Object.keys(files).toSorted()) {
    entries[name] = [files[name] ?? new Uint8Array(), { mtime: EPOCH, os: UNIX, attrs: MODE * 2 ** 16, level: 9 }];
  }
  return zipSync(entries);
}
