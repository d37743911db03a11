/** Stand-ins in a process of their own: what is measured does not share its thread with what it calls. */
import { isDynoxideAvailable, startStandIns } from '@jobs/stand-ins';

const { environment, stop } = await startStandIns({ dynamodb: isDynoxideAvailable ? 'dynoxide' : 'dynalite' });
process.send?.(environment);
process.once('disconnect', () => {
  void stop().finally(() => process.exit(0));
});
// The terminal's Ctrl-C comes here as well; the benchmark ends this when it is done.
process.on('SIGINT', () => {});
