/**
 * Preloaded (`node --import`) into every process that the stack starts: ends it when the stack is gone, however it
 * went. The channel to the parent closes even when the parent is killed outright.
 */
import { isMainThread } from 'node:worker_threads';

// Threads inherit the preload; they end with their process.
if (isMainThread && process.channel) {
  process.once('disconnect', () => process.exit(1));
  process.channel.unref();
}
