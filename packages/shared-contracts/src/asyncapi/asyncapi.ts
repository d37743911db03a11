import { eventsChannel } from './events-channel.ts';
import { pushChannel } from './push-channel.ts';

/** The AsyncAPI 3 document of the job events and the WebSocket, made from the schemas that they are checked by. */
export function asyncApiDocument() {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Asynchronous job queue: events',
      version: '1.0.0',
      description: 'Every change of a job’s state, published at least once, and pushed to those who watch the job.',
    },
    defaultContentType: 'application/json',
    channels: { ...eventsChannel.channels, ...pushChannel.channels },
    operations: { ...eventsChannel.operations, ...pushChannel.operations },
    components: {
      messages: { ...eventsChannel.messages, ...pushChannel.messages },
      schemas: { ...eventsChannel.schemas, ...pushChannel.schemas },
      securitySchemes: pushChannel.securitySchemes,
    },
  };
}
