import Type, { type Static } from 'typebox';
import { Timestamp } from '../jobs/job-view.ts';
import { LIMITS } from '../limits.ts';

const Since = { since: Timestamp };
const Reason = {
  reason: Type.Optional(Type.String({ maxLength: LIMITS.pauseReasonCharacters, description: 'As who paused it said' })),
};

/** Of a job type that is paused, for everybody. */
export const Pause = Type.Object(
  { ...Since, ...Reason },
  {
    additionalProperties: false,
    description: 'Since when workers take no new jobs. Jobs are accepted and wait. Absent while it is not paused',
  },
);
export type Pause = Static<typeof Pause>;

/** … and for operators. */
export const OperatorPause = Type.Object(
  { ...Since, by: Type.String({ description: 'The owner of the API key that paused it' }), ...Reason },
  { additionalProperties: false, description: 'Absent while it is not paused' },
);
export type OperatorPause = Static<typeof OperatorPause>;

/** `POST /v1/job-types/{type}/pause`. */
export const PauseRequest = Type.Object(
  {
    reason: Type.Optional(
      Type.String({ minLength: 1, maxLength: LIMITS.pauseReasonCharacters, description: 'For people: why' }),
    ),
  },
  { additionalProperties: false },
);
export type PauseRequest = Static<typeof PauseRequest>;

/** Whether workers take jobs of a type. */
export const JobTypeControl = Type.Object(
  { type: Type.String(), paused: Type.Optional(OperatorPause) },
  { additionalProperties: false },
);
export type JobTypeControl = Static<typeof JobTypeControl>;
