/** The one event of a batch. */
export const BATCH_COMPLETED_EVENT = 'batch.completed';
