import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { isOnEcs, type InfrastructureSettings } from '@jobs/shared-contracts';
import jobTypesJson from '@jobs/shared-contracts/job-types.json' with { type: 'json' };
import { declaredScaling } from './declared-scaling.ts';

const SCALE_IN_MINUTES = 7;
const JOB_TYPES = Object.values(jobTypesJson as Readonly<Record<string, InfrastructureSettings>>).filter(isOnEcs);

const read = (file: string) =>
  readFileSync(new URL(`../../../../infra/modules/job-type/${file}`, import.meta.url), 'utf8').replaceAll(/ +/g, ' ');

describe('the scaling of a declaration', () => {
  test.each(JOB_TYPES.map((jobType) => [jobType.name, jobType] as const))(
    'of %s begins at one message',
    (_, { compute }) => {
      const { minTasks, maxTasks, alarms } = declaredScaling(compute, SCALE_IN_MINUTES);
      expect([minTasks, maxTasks]).toEqual([compute.minTasks, compute.maxTasks]);
      expect(alarms.map(({ rule }) => rule)).toEqual([
        {
          comparison: 'GreaterThanOrEqualToThreshold',
          threshold: 1,
          evaluationPeriods: 1,
          datapointsToAlarm: 1,
          treatMissingData: 'notBreaching',
        },
        {
          comparison: 'LessThanOrEqualToThreshold',
          threshold: 0,
          evaluationPeriods: SCALE_IN_MINUTES,
          datapointsToAlarm: SCALE_IN_MINUTES,
          treatMissingData: 'notBreaching',
        },
      ]);
    },
  );

  // What applies to each step is compared with the applied policies by the tests of the infrastructure.
  test('is that of the module: alarms', () => {
    const module = read('backlog-alarms.tf');
    const [out = '', scaleIn = ''] = module.match(/^ (?:out|in) = \{\n[^]*?\n \}$/gm) ?? [];
    expect(out).toContain('comparison = "GreaterThanOrEqualToThreshold"');
    expect(out).toContain('threshold = local.scale_out_threshold');
    expect(out).toContain('minutes = 1\n');
    expect(scaleIn).toContain('comparison = "LessThanOrEqualToThreshold"');
    expect(scaleIn).toContain('threshold = 0\n');
    expect(scaleIn).toContain('minutes = var.scale_in_after_minutes');
    for (const line of [
      'evaluation_periods = each.value.minutes',
      'datapoints_to_alarm = each.value.minutes',
      'treat_missing_data = "notBreaching"',
      'period = 60\n',
    ]) {
      expect(module).toContain(line);
    }
  });

  test('is that of the module: policies', () => {
    const module = read('scaling.tf');
    expect(module.match(/adjustment_type = .*/g)).toEqual(
      Array.from({ length: 2 }, () => 'adjustment_type = "ExactCapacity"'),
    );
    expect(module.match(/cooldown = .*/g)).toEqual(Array.from({ length: 2 }, () => 'cooldown = 60'));
    for (const line of [
      'scale_out_threshold = try(local.steps[0].backlogAtLeast, 1)',
      'lower = step.backlogAtLeast - local.scale_out_threshold',
      'local.steps[number + 1].backlogAtLeast - local.scale_out_threshold : null',
      'metric_interval_upper_bound = 0\n',
      'scaling_adjustment = local.compute.minTasks',
    ]) {
      expect(module).toContain(line);
    }
  });
});
