import type { InterceptedCall, Send, ServiceAnswer } from '@jobs/stand-ins';

/**
 * Has all entries of a batch done but one, which is answered as refused. Undefined when the batch has only one: then
 * there is no part of it.
 */
export function refuseOneEntry(call: InterceptedCall, send: Send, degree: number): Promise<ServiceAnswer> | undefined {
  return call.service === 'sns' ? ofTopic(call, send, degree) : ofQueue(call, send, degree);
}

interface QueueBatch {
  readonly Entries: readonly { readonly Id: string }[];
}

const CODE = 'InternalError';
const MESSAGE = 'Refused on purpose';

function ofQueue({ body }: InterceptedCall, send: Send, degree: number): Promise<ServiceAnswer> | undefined {
  const batch = JSON.parse(body) as QueueBatch;
  const refused = batch.Entries[Math.floor(degree * batch.Entries.length)];
  if (!refused || batch.Entries.length < 2) return undefined;
  const Entries = batch.Entries.filter((entry) => entry !== refused);
  return send({ body: JSON.stringify({ ...batch, Entries }) }).then((answer) => {
    const { Failed = [], ...done } = JSON.parse(answer.body.toString()) as { Failed?: object[] };
    const failure = { Id: refused.Id, Code: CODE, Message: MESSAGE, SenderFault: false };
    return { ...answer, body: Buffer.from(JSON.stringify({ ...done, Failed: [...Failed, failure] })) };
  });
}

const ENTRY = /^PublishBatchRequestEntries\.member\.(\d+)\.(.*)$/;

function ofTopic({ body }: InterceptedCall, send: Send, degree: number): Promise<ServiceAnswer> | undefined {
  const fields = [...new URLSearchParams(body)];
  const numbers = [...new Set(fields.flatMap(([name]) => ENTRY.exec(name)?.[1] ?? []))];
  const refused = numbers[Math.floor(degree * numbers.length)];
  if (refused === undefined || numbers.length < 2) return undefined;
  const kept = numbers.filter((number) => number !== refused);
  const rest = fields.flatMap(([name, value]): [string, string][] => {
    const [, number, field] = ENTRY.exec(name) ?? [];
    if (number === undefined) return [[name, value]];
    // The numbers of the others have no gap.
    return number === refused
      ? []
      : [[`PublishBatchRequestEntries.member.${kept.indexOf(number) + 1}.${field}`, value]];
  });
  const id = new Map(fields).get(`PublishBatchRequestEntries.member.${refused}.Id`) ?? '';
  const failure = `<member><Id>${id}</Id><Code>${CODE}</Code><Message>${MESSAGE}</Message><SenderFault>false</SenderFault></member>`;
  return send({ body: new URLSearchParams(rest).toString() }).then((answer) => ({
    ...answer,
    body: Buffer.from(answer.body.toString().replace('</Failed>', `${failure}</Failed>`)),
  }));
}
