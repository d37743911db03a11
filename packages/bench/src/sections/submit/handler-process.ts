/**
 * Times the handlers of built functions beside the bare calls of the SDK, in a process of its own: the functions read
 * its environment, and write their log to its standard output. It tells the figures by a message, and ends.
 */
import type { ApiEvent, ApiResponse } from '@jobs/api-handlers';
import { apiGatewayEvent } from '@jobs/api-handlers/testing';
import { BenchFailedError } from '../../errors.ts';
import { openBareCalls } from './bare-calls.ts';
import { timeSides, type SideTimes } from './time-sides.ts';

export interface HandlerTimes {
  readonly submit: Readonly<Record<string, SideTimes>>;
  readonly get: Readonly<Record<string, SideTimes>>;
}

type Handler = (event: ApiEvent, context: object) => Promise<ApiResponse>;

const OWNER = 'acme';
const CONTEXT = { getRemainingTimeInMillis: () => 30_000 };
const SUBMISSION = { type: 'text-analyze', input: { source: { text: 'To be, or not to be, that is the question.' } } };
/** The engine goes on compiling for hundreds of calls. */
const WARM_UP_BLOCKS = 5;

const [submitModule = '', getModule = '', blocks = '', callsPerBlock = ''] = process.argv.slice(2);

const load = async (module: string) => ((await import(module)) as { readonly handler: Handler }).handler;

async function answerOf(handler: Handler, event: ApiEvent, status: number): Promise<ApiResponse> {
  const answer = await handler(event, CONTEXT);
  if (answer.statusCode !== status)
    throw new BenchFailedError(`A function answered ${answer.statusCode}: ${answer.body}`);
  return answer;
}

const [submitJob, getJob] = [await load(submitModule), await load(getModule)];
const submitEvent = apiGatewayEvent('submit-job', { owner: OWNER, body: SUBMISSION });
const { body = '' } = await answerOf(submitJob, submitEvent, 202);
const { id: jobId } = JSON.parse(body) as { readonly id: string };
const getEvent = apiGatewayEvent('get-job', { owner: OWNER, pathParameters: { jobId } });
// oxlint-disable-next-line node/no-process-env -- the entry of a process
const bare = await openBareCalls(process.env, jobId);

const submitSides = [
  { name: 'handler', run: () => answerOf(submitJob, submitEvent, 202) },
  { name: 'bare', run: bare.submitWatched },
  { name: 'bare-three', run: bare.submit },
];
const getSides = [
  { name: 'handler', run: () => answerOf(getJob, getEvent, 200) },
  { name: 'bare', run: bare.get },
];
const options = { blocks: Number(blocks), callsPerBlock: Number(callsPerBlock) };
const warmUp = { ...options, blocks: WARM_UP_BLOCKS };
await timeSides(submitSides, warmUp);
await timeSides(getSides, warmUp);
const times: HandlerTimes = { submit: await timeSides(submitSides, options), get: await timeSides(getSides, options) };
process.send?.(times, () => process.exit(0));
