import { median } from '../../report/median.ts';
import type { SectionReport } from '../../report/section-report.ts';
import type { HandlerTimes } from './handler-process.ts';
import type { RequestRates } from './measure-requests.ts';
import type { SideTimes } from './time-sides.ts';

const MOST_OF_BARE = 1.15;

const wall = (times: SideTimes | undefined) => median(times?.wallMs ?? []);
const cpu = (times: SideTimes | undefined) => median(times?.cpuMs ?? []);

export function submitReport({ submit, get }: HandlerTimes, rates: RequestRates): SectionReport {
  const rows = [
    { label: 'submit-job', times: submit['handler'], beside: submit['bare'] },
    {
      label: 'its four calls: put, read whether the owner watches, publish, send',
      times: submit['bare'],
      beside: submit['bare'],
    },
    { label: 'three of them: put, publish, send', times: submit['bare-three'], beside: submit['bare'] },
    { label: 'get-job', times: get['handler'], beside: get['bare'] },
    { label: 'its call: get', times: get['bare'], beside: get['bare'] },
  ];
  return {
    lead: LEAD,
    targets: [
      {
        figure: 'submit-job to the bare calls that it must make',
        wanted: { atMost: MOST_OF_BARE },
        measured: wall(submit['handler']) / wall(submit['bare']),
      },
    ],
    charts: [
      {
        name: 'submit',
        title: 'A call of the handler, warm, beside the SDK’s calls alone',
        unit: 'ms',
        bars: [
          { label: 'submit-job', value: wall(submit['handler']), ours: true },
          { label: 'its four calls', value: wall(submit['bare']), ours: false },
          { label: 'get-job', value: wall(get['handler']), ours: true },
          { label: 'its call', value: wall(get['bare']), ours: false },
        ],
      },
    ],
    tables: [
      {
        caption: 'One call, warm',
        columns: ['what', 'ms', 'CPU ms', '× bare', '× bare, CPU'],
        rows: rows.map(({ label, times, beside }) => [
          label,
          wall(times),
          cpu(times),
          wall(times) / wall(beside),
          cpu(times) / cpu(beside),
        ]),
      },
      {
        caption: 'The local stack, loaded from another process by 16 requests at a time',
        columns: ['request', 'answers/s'],
        rows: [
          ['POST /v1/jobs', median(rates.submit)],
          ['GET /v1/jobs/{jobId}', median(rates.status)],
        ],
      },
    ],
  };
}

const LEAD =
  'The handlers out of the built zips, and the SDK’s calls alone, one after the other in blocks of 100 in one process, after 500 of each, on the stand-ins, which are in another. A submission puts the job, then reads whether its owner watches all of his jobs, since the event says so, publishes that, and sends the message: one after the other, for the reasons of [ADR 0003](adr/0003-publish-before-send.md). The bare calls are the same, with items, events and messages of the same size, in the same order. Medians of all calls; CPU is user and system time of the process. On AWS a call takes milliseconds more than here, so that what the handler adds weighs less. The local stack runs gateway, functions and stand-ins on one machine: it is no measure of API Gateway.';
