import { JOB_TYPES } from '@jobs/shared-contracts';
import { defineCommand } from '../command-line/command.ts';
import { EXIT } from '../exit-codes.ts';

const TYPE = { name: 'type', suggestions: JOB_TYPES.map(({ name }) => name) };

export const pause = defineCommand({
  name: 'pause',
  summary: 'As an operator: have workers take no more jobs of a type',
  description: `Within half a minute or so workers take no new jobs of the type; those that run go on. Jobs are still accepted, and wait
until "resume". "overview" shows what is paused.`,
  args: [TYPE],
  options: { reason: { type: 'string', value: 'text', help: 'for people: why' } },
  examples: ['pause csv-etl --reason "The warehouse is down"', 'pause image-transform'],
  async run({ io, out, connect }, { args: [type = ''], options: { reason } }) {
    const { operations } = await connect();
    const control = await operations.pause(type, { reason, signal: io.signal });
    if (out.json) out.document(control);
    else if (control.paused) out.line(`${type} is paused since ${control.paused.since}, by ${control.paused.by}.`);
    return EXIT.ok;
  },
});

export const resume = defineCommand({
  name: 'resume',
  summary: 'As an operator: have workers take jobs of a type again',
  args: [TYPE],
  options: {},
  examples: ['resume csv-etl'],
  async run({ io, out, connect }, { args: [type = ''] }) {
    const { operations } = await connect();
    const control = await operations.resume(type, { signal: io.signal });
    if (out.json) out.document(control);
    else out.line(`${type} is not paused.`);
    return EXIT.ok;
  },
});
