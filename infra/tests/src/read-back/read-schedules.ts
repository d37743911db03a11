import { GetScheduleCommand, paginateListSchedules, SchedulerClient } from '@aws-sdk/client-scheduler';
import type { ClientSettings } from '../account/start-account.ts';

export interface AppliedSchedule {
  readonly name: string;
  readonly expression: string;
  readonly enabled: boolean;
  readonly targetArn: string;
  readonly roleArn: string;
}

export async function readSchedules(settings: ClientSettings): Promise<readonly AppliedSchedule[]> {
  const client = new SchedulerClient(settings);
  try {
    const schedules: AppliedSchedule[] = [];
    for await (const page of paginateListSchedules({ client }, {})) {
      for (const { Name, GroupName } of page.Schedules ?? []) {
        const found = await client.send(new GetScheduleCommand({ Name, GroupName }));
        schedules.push({
          name: found.Name ?? '',
          expression: found.ScheduleExpression ?? '',
          enabled: found.State === 'ENABLED',
          targetArn: found.Target?.Arn ?? '',
          roleArn: found.Target?.RoleArn ?? '',
        });
      }
    }
    return schedules;
  } finally {
    client.destroy();
  }
}
