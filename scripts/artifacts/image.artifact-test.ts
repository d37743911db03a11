import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JOB_TYPES } from '@jobs/shared-contracts';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { buildImage, type Image } from './image/build-image.ts';
import { createPodman, removePodman, RUN_WITH, type Podman } from './image/podman.ts';
import { startTask } from './image/start-task.ts';
import { planTaskDefinitions, type ContainerDefinition } from './image/task-definitions.ts';
import { canRun } from './programs.ts';
import { isAtItsEnd, startJobs, type Jobs } from './start-jobs.ts';

jest.setTimeout(400_000);

const REVISION = 'revision-under-test';
const JOB_TYPE_NAMES = JOB_TYPES.map(({ name }) => name);

/** Far longer than any shutdown lasts: a table of 30 rows, joined with itself until there are 30 to the 8th. */
const ENDLESS_JOB = {
  type: 'csv-etl',
  input: {
    sources: [
      { table: 't', format: 'csv', from: { text: `n\n${Array.from({ length: 30 }, (_, n) => n).join('\n')}\n` } },
    ],
    sql: `SELECT max(sqrt(${Array.from({ length: 8 }, (_, n) => `t${n}.n`).join(' + ')})) AS most FROM ${Array.from({ length: 8 }, (_, n) => `t AS t${n}`).join(', ')}`,
    output: { format: 'csv' },
  },
};

/** Prints who it is, what it may do, and how an attempt to write to each folder ends. */
const LOOK_AROUND = `
const { readFileSync, writeFileSync } = require('node:fs');
const write = (folder) => { try { writeFileSync(folder + '/written', ''); return 'written'; } catch ({ code }) { return code; } };
const folders = ['/', '/app', '/app/jobs', '/etc', '/run', '/tmp'];
console.log(JSON.stringify({
  user: process.getuid(),
  group: process.getgid(),
  capabilities: /CapBnd:\\t(.*)/.exec(readFileSync('/proc/self/status', 'utf8'))[1],
  isFirstProcess: readFileSync('/proc/1/cmdline', 'utf8').startsWith('node'),
  writing: Object.fromEntries(folders.map((folder) => [folder, write(folder)])),
}));`;

(canRun('the worker’s image', [...RUN_WITH, 'npm', 'terraform']) ? describe : describe.skip)(
  'the worker’s image',
  () => {
    let folder: string;
    let podman: Podman;
    let image: Image;
    let tasks: ReadonlyMap<string, ContainerDefinition>;
    let jobs: Jobs;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'image-'));
      jobs = await startJobs();
      podman = createPodman(folder);
      // oxlint-disable-next-line node/no-process-env -- Terraform needs PATH and HOME
      tasks = await planTaskDefinitions(join(folder, 'terraform'), process.env);
      image = await buildImage(podman, folder, REVISION);
    });
    afterAll(async () => {
      await jobs[Symbol.asyncDispose]();
      await removePodman(folder);
    });

    const taskOf = (type: string) => tasks.get(type) ?? {};
    const start = (type: string) => startTask(podman, image, taskOf(type), jobs.environment);

    test('there is a task for each job type', () => {
      expect([...tasks.keys()].toSorted()).toEqual(JOB_TYPE_NAMES.toSorted());
    });

    test.each(JOB_TYPE_NAMES)('agrees with the task of %s on its user, its volume and its health check', (type) => {
      const { user, mountPoints, healthCheck } = taskOf(type);
      expect(image.user).toBe(user);
      expect(image.volumes).toEqual(mountPoints?.map(({ containerPath }) => containerPath));
      expect(image.healthCheck).toEqual(healthCheck);
    });

    test('says which commit it was built from', () => {
      expect(image.revision).toBe(REVISION);
    });

    test.each(JOB_TYPE_NAMES)('does a job of the type %s, is healthy, and stops', async (type) => {
      const jobId = await jobs.submitExample(type);
      await using task = await start(type);
      const job = await jobs.jobOnce(jobId, isAtItsEnd, task.ended);
      expect({ status: job?.status, error: job?.error, output: task.ended.aborted ? await task.output() : '' }).toEqual(
        {
          status: 'SUCCEEDED',
          error: undefined,
          output: '',
        },
      );
      const [, ...check] = taskOf(type).healthCheck?.command ?? [];
      await task.run(check);
      expect(await task.stop()).toBe(0);
      expect(await task.output()).toContain('"msg":"Stopped"');
    });

    test('is not root, has no capabilities, and writes to /tmp alone', async () => {
      await using task = await start('text-analyze');
      expect(JSON.parse(await task.run(['node', '-e', LOOK_AROUND]))).toEqual({
        user: 1000,
        group: 1000,
        capabilities: '0'.repeat(16),
        isFirstProcess: false,
        writing: {
          '/': 'EROFS',
          '/app': 'EROFS',
          '/app/jobs': 'EROFS',
          '/etc': 'EROFS',
          '/run': 'EROFS',
          '/tmp': 'written',
        },
      });
    });

    test('is not healthy when its worker has not started', async () => {
      await using task = await start('text-analyze');
      const [, ...check] = taskOf('text-analyze').healthCheck?.command ?? [];
      await expect(task.run(['env', 'LIVENESS_FILE=/tmp/nothing', ...check])).rejects.toThrow(
        'the worker has not started',
      );
    });

    test('gives a job back that does not end within the grace, and ends before it is killed', async () => {
      const jobId = await jobs.submit(ENDLESS_JOB);
      await using task = await start('csv-etl');
      const begun = await jobs.jobOnce(jobId, ({ status }) => status === 'RUNNING', task.ended);
      expect(begun).toMatchObject({ status: 'RUNNING', attempt: 1 });
      expect(await task.stop()).toBe(0);
      expect(await jobs.getJob(jobId)).toMatchObject({
        status: 'QUEUED',
        attempt: 1,
        // One more, so that the interrupted attempt does not count.
        maxAttempts: (begun?.maxAttempts ?? NaN) + 1,
      });
    });
  },
);
