import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import type { AwsSettings } from '../../config/job-store-config.ts';
import { clientSettings } from '../client-settings.ts';
import type { OpenPart } from '../open-part.ts';
import { createServiceScaling } from './create-service-scaling.ts';

/** Somebody's submission waits for it. */
const openScaling = (aws: AwsSettings) =>
  new ApplicationAutoScalingClient({
    ...clientSettings(aws, aws.endpoints.applicationAutoScaling, 1000),
    maxAttempts: 2,
  });

export const serviceScaling: OpenPart<'serviceScaling'> = (resources, clients) =>
  createServiceScaling({ client: clients.of(openScaling), ...resources });
