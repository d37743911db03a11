import * as builtIn from './built-in.ts';
import { packagedJobTypes } from './packaged-job-types.ts';
import { JOB_TYPE_PACKAGES } from './packages.ts';

type BuiltIn = typeof builtIn;

const OWN: readonly BuiltIn[keyof BuiltIn][] = Object.values(builtIn);

const taken = OWN.map(({ name }) => name);

/** Every job type of this installation: those of this repository (`built-in.ts`) and those of packages (`packages.ts`). */
export const JOB_TYPES = [...OWN, ...packagedJobTypes(JOB_TYPE_PACKAGES, taken)] as const;
