export { createDeleter } from './deleter.ts';
export { pollLanes, type Lanes } from './poll-lanes.ts';
