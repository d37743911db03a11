/** The parts of the store that whoever sends messages of jobs is configured for: a message wakes who is to receive it. */
export const SENDING_PARTS = ['queues', 'wakeStates', 'serviceScaling'] as const;
