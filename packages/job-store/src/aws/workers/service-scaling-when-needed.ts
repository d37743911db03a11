import type { OpenPart } from '../open-part.ts';

/** For what scales services in few requests: its client is loaded with the first of them. */
export const serviceScalingWhenNeeded: OpenPart<'serviceScaling'> = (...args) => {
  const open = async () => {
    const { serviceScaling } = await import('./open-service-scaling.ts');
    return serviceScaling(...args);
  };
  let opened: ReturnType<typeof open> | undefined;
  const scaling = () => (opened ??= open());
  return {
    setMinimum: async (...minimum) => (await scaling()).setMinimum(...minimum),
    getMinimums: async (...jobTypes) => (await scaling()).getMinimums(...jobTypes),
  };
};
