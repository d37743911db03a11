import { setTimeout as pause } from 'node:timers/promises';
import type { Intercept, InterceptedCall, Send, ServiceAnswer } from '@jobs/stand-ins';
import type { ChaosSettings } from '../plan/chaos-plan.ts';
import { decideFault, isNeverSent, type Fault, type FaultKind } from './decide-fault.ts';
import { refuseOneEntry } from './partial-batch.ts';
import { refusalOf } from './refusals.ts';

const LONGEST_DELAY_MS = 1500;
const LONGEST_LATENESS_MS = 5000;

/** Told of every fault that came to pass. */
export type CountFault = (kind: FaultKind, call: InterceptedCall) => void;

export interface FaultInjection {
  readonly intercept: Intercept;
  /** From now on; before, and once it is calm again, every call goes through. */
  begin(): void;
  calm(): void;
}

/** Does to calls what the seed has decided for them. */
export function injectFaults(settings: ChaosSettings, count: CountFault): FaultInjection {
  let isCalm = true;
  const calls = new Map<string, number>();
  const numberOf = (name: string) => {
    const number = calls.get(name) ?? 0;
    calls.set(name, number + 1);
    return number;
  };

  return {
    begin: () => {
      isCalm = false;
    },
    calm: () => {
      isCalm = true;
    },
    intercept: async (call, send) => {
      if (isCalm) return send();
      if (isNeverSent(settings, call)) return suffer({ kind: 'never sent', degree: 1 }, call, send, count);
      const { service, operation } = call;
      const fault = decideFault(settings, call, {
        nth: numberOf(`${service} ${operation}`),
        nthOfService: numberOf(service),
      });
      return fault ? suffer(fault, call, send, count) : send();
    },
  };
}

interface Outcome {
  readonly answer: ServiceAnswer | 'cut';
  /** False when the call was not one that the fault can befall: it went through. */
  readonly suffered: boolean;
}

const suffered = (answer: Outcome['answer']): Outcome => ({ answer, suffered: true });

async function suffer(fault: Fault, call: InterceptedCall, send: Send, count: CountFault) {
  const outcome = await befall(fault, call, send);
  if (outcome.suffered) count(fault.kind, call);
  return outcome.answer;
}

async function befall({ kind, degree }: Fault, call: InterceptedCall, send: Send): Promise<Outcome> {
  switch (kind) {
    case 'refused':
      return suffered(refusalOf(call.service, degree < 0.5 ? 'throttled' : 'away'));
    case 'outage':
    case 'never sent':
      return suffered(refusalOf(call.service, 'away'));
    case 'cut before':
      return suffered('cut');
    case 'answer lost':
      await send();
      return suffered('cut');
    case 'delayed':
      await pause(degree * LONGEST_DELAY_MS);
      return suffered(await send());
    case 'done late':
      void pause(degree * LONGEST_LATENESS_MS).then(() => send({ evenIfGone: true }).catch(() => undefined));
      return suffered('cut');
    case 'done twice':
      await send();
      return suffered(await send());
    case 'partly refused': {
      const answer = await refuseOneEntry(call, send, degree);
      return answer ? suffered(answer) : { answer: await send(), suffered: false };
    }
    case 'delivered twice':
      return deliverTwice(call, send, degree);
  }
  return kind satisfies never;
}

/** SQS delivers at least once: what is received stays visible to others, or is so again while it is worked on. */
async function deliverTwice(call: InterceptedCall, send: Send, degree: number): Promise<Outcome> {
  const parameters = JSON.parse(call.body) as object;
  const answer = await send({ body: JSON.stringify({ ...parameters, VisibilityTimeout: degree < 0.5 ? 0 : 1 }) });
  const { Messages = [] } = JSON.parse(answer.body.toString() || '{}') as { readonly Messages?: readonly unknown[] };
  return { answer, suffered: Messages.length > 0 };
}
