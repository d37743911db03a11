import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { JobQueues, ReceivedMessage } from '../port/job-queues.ts';
import { newJobId } from './new-job.ts';

/** What every adapter of `JobQueues` must do. */
export function jobQueuesPortSuite(
  name: string,
  start: () => Promise<{
    readonly queues: JobQueues;
    /** A queue, its dead-letter queue, and how often a message is received before it goes there. */
    readonly queue: string;
    readonly deadLetterQueue: string;
    readonly maxReceiveCount: number;
    /** Sends a message as somebody else might. */
    sendBody(body: string): Promise<void>;
    /** Empties both queues. */
    purge(): Promise<void>;
    stop(): Promise<void>;
  }>,
): void {
  describe(`${name} as the queues`, () => {
    let running: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(async () => {
      await running.stop();
    });
    beforeEach(async () => {
      await running.purge();
    });

    const send = async (count: number, delaySeconds?: number) => {
      const messages = Array.from({ length: count }, () => ({
        jobId: newJobId(),
        owner: 'acme',
        ...(delaySeconds !== undefined && { delaySeconds }),
      }));
      await running.queues.sendMessages(running.queue, messages);
      return messages.map(({ jobId }) => jobId);
    };
    const receive = (options: { maxMessages?: number; waitSeconds?: number; signal?: AbortSignal } = {}) =>
      running.queues.receiveMessages(running.queue, {
        maxMessages: 10,
        waitSeconds: 0,
        visibilityTimeoutSeconds: 30,
        ...options,
      });
    const depth = () => running.queues.getDepth(running.queue);

    test('a message stands for a job, and is received for the first time', async () => {
      const [jobId] = await send(1);
      const [message, ...others] = await receive();
      expect(message).toMatchObject({ receiveCount: 1, content: { jobId } });
      expect(others).toEqual([]);
    });

    test('more messages than one batch takes are all sent, received and deleted', async () => {
      const sent = await send(25);
      const received: ReceivedMessage[] = [];
      while (received.length < 25) received.push(...(await receive({ waitSeconds: 1 })));
      expect(received.map(jobIdOf).toSorted()).toEqual(sent.toSorted());
      const handles = received.map(({ receiptHandle }) => receiptHandle);
      expect(await running.queues.deleteMessages(running.queue, handles)).toEqual([]);
      expect(await depth()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    });

    test('a received message is invisible until it is made visible again, and then counts one more', async () => {
      await send(1);
      const [first] = await receive();
      expect(await receive()).toEqual([]);
      const change = { receiptHandle: first?.receiptHandle ?? '', timeoutSeconds: 0 };
      expect(await running.queues.changeVisibility(running.queue, [change])).toEqual([]);
      const [again] = await receive();
      expect(again).toMatchObject({ messageId: first?.messageId, receiveCount: 2 });
    });

    test('the depth tells waiting, received and delayed messages apart', async () => {
      await send(3);
      await send(2, 900);
      await receive({ maxMessages: 1 });
      expect(await depth()).toEqual({ visible: 2, inFlight: 1, delayed: 2 });
    });

    test('a long poll ends when a message arrives', async () => {
      const poll = receive({ waitSeconds: 20 });
      const [jobId] = await send(1);
      expect((await poll).map(jobIdOf)).toEqual([jobId]);
    });

    test('an aborted poll answers with no messages, and loses none', async () => {
      const controller = new AbortController();
      const poll = receive({ waitSeconds: 20, signal: controller.signal });
      controller.abort();
      expect(await poll).toEqual([]);
      expect(await receive({ signal: controller.signal })).toEqual([]);
      const [jobId] = await send(1);
      expect((await receive({ waitSeconds: 5 })).map(jobIdOf)).toEqual([jobId]);
    });

    test.each([
      'no JSON',
      '"job_0123456789abcdef0123456789abcdef"',
      '{"jobId":"../../etc/passwd"}',
      '{"jobId":7}',
      'null',
    ])('a message %s is malformed, and can be deleted', async (body) => {
      await running.sendBody(body);
      const [message] = await receive({ waitSeconds: 1 });
      expect(message?.content).toEqual({ malformed: body });
      expect(await running.queues.deleteMessages(running.queue, [message?.receiptHandle ?? ''])).toEqual([]);
    });

    test('a message that is received too often goes to the dead-letter queue', async () => {
      const [jobId] = await send(1);
      for (let count = 1; count <= running.maxReceiveCount; count++) {
        const [message] = await receive();
        expect(message).toMatchObject({ receiveCount: count });
        await running.queues.changeVisibility(running.queue, [
          { receiptHandle: message?.receiptHandle ?? '', timeoutSeconds: 0 },
        ]);
      }
      expect(await receive()).toEqual([]);
      const [dead] = await running.queues.receiveMessages(running.deadLetterQueue, {
        maxMessages: 1,
        waitSeconds: 1,
        visibilityTimeoutSeconds: 30,
      });
      expect(dead?.content).toEqual({ jobId });
    });

    test('nothing to send, delete or change is no error', async () => {
      await running.queues.sendMessages(running.queue, []);
      expect(await running.queues.deleteMessages(running.queue, [])).toEqual([]);
      expect(await running.queues.changeVisibility(running.queue, [])).toEqual([]);
    });
  });
}

const jobIdOf = ({ content }: ReceivedMessage) => ('jobId' in content ? content.jobId : 'malformed');
