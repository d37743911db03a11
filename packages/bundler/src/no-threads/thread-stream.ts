/** Stands in for `thread-stream` in the functions' bundles: what they log is written where it is logged. */
export default function ThreadStream(): never {
  throw new Error('A function logs without a thread');
}
