import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '../../platform/Json.ts';
import { Scheduler } from '../../scheduler/Scheduler.ts';
import { ManualClock } from '../../testing/ManualClock.ts';
import { FakeQueue, queueArn } from '../lambda/FakeQueue.ts';
import { createStage, type Stage } from '../lambda/support.ts';

let stage: Stage;
let queue: FakeQueue;
let clock: ManualClock;
let RoleArn: string;

async function open(directory?: string): Promise<void> {
  stage = createStage({ clock, ...(directory === undefined ? {} : { directory }) });
  queue = stage.add(new FakeQueue());
  stage.add(new Scheduler(stage.platform, { retryDelayScale: 0 }));
  RoleArn = await stage.role(
    'clockwork',
    [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: [queueArn('q'), queueArn('dead')] }],
    'scheduler.amazonaws.com',
  );
}

beforeEach(async () => {
  clock = new ManualClock();
  await open();
});
afterEach(() => stage.end());

const call = (operation: string, input: JsonObject) =>
  stage.platform.aws.call({ kind: 'root' }, 'scheduler', operation, { Name: 's', ...input });
const schedule = (input: JsonObject = {}, target: JsonObject = {}): JsonObject => ({
  ScheduleExpression: 'at(2026-01-01T01:00:00)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: { Arn: queueArn('q'), RoleArn, Input: '{"id":1}', ...target },
  ...input,
});

test('a one-time schedule runs once, as its role, and deletes itself', async () => {
  await stage.start();
  expect(await call('CreateSchedule', schedule({ ActionAfterCompletion: 'DELETE' }))).toEqual({
    ScheduleArn: 'arn:aws:scheduler:us-east-1:000000000000:schedule/default/s',
  });
  clock.advanceTo(Date.UTC(2026, 0, 1, 0, 59));
  expect(queue.sent.waiting).toEqual([]);
  clock.advanceTo(Date.UTC(2026, 0, 1, 2));
  expect(await queue.sent.take()).toMatchObject({ QueueUrl: 'http://sqs/q', MessageBody: '{"id":1}' });
  await expect(call('GetSchedule', {})).rejects.toMatchObject({ code: 'ResourceNotFoundException', status: 404 });
});

test('what fell due while the process was down runs at the next start', async () => {
  await call('CreateSchedule', schedule());
  await stage.stop();
  clock.advanceTo(Date.UTC(2026, 0, 2));
  await open(stage.directory);
  await stage.start();
  expect(await queue.sent.take()).toMatchObject({ MessageBody: '{"id":1}' });
  expect(await call('GetSchedule', {})).toMatchObject({ State: 'ENABLED', ActionAfterCompletion: 'NONE' });
});

test('a rate recurs from its creation to its end; context attributes are filled in', async () => {
  await stage.start();
  await call(
    'CreateSchedule',
    schedule(
      { ScheduleExpression: 'rate(10 minutes)', EndDate: Date.UTC(2026, 0, 1, 0, 25) / 1000 },
      { Input: '<aws.scheduler.scheduled-time>' },
    ),
  );
  clock.advanceTo(Date.UTC(2026, 0, 1, 3));
  const sent = await queue.sent.takeAll(3);
  const minutes = sent.map(({ MessageBody }) => String(MessageBody).slice(14, 16));
  expect(minutes).toEqual(['00', '10', '20']);
  expect(queue.sent.waiting).toEqual([]);
});

test('a rate with a start date begins with it', async () => {
  await stage.start();
  const StartDate = Date.UTC(2026, 0, 1, 0, 7) / 1000;
  const input = { Input: '<aws.scheduler.scheduled-time>' };
  await call('CreateSchedule', schedule({ ScheduleExpression: 'rate(10 minutes)', StartDate }, input));
  clock.advanceTo(Date.UTC(2026, 0, 1, 0, 20));
  const sent = await queue.sent.takeAll(2);
  expect(sent.map(({ MessageBody }) => MessageBody)).toEqual(['2026-01-01T00:07:00Z', '2026-01-01T00:17:00Z']);
});

test('update, list and delete', async () => {
  await stage.start();
  await call('CreateSchedule', schedule());
  await call('UpdateSchedule', schedule({ State: 'DISABLED', Description: 'later' }));
  expect(await call('GetSchedule', {})).toMatchObject({
    State: 'DISABLED',
    Description: 'later',
    Target: { Input: '{"id":1}' },
  });
  expect(await stage.platform.aws.call({ kind: 'root' }, 'scheduler', 'ListSchedules', {})).toMatchObject({
    Schedules: [{ Name: 's' }],
  });
  clock.advanceTo(Date.UTC(2026, 0, 2));
  await call('DeleteSchedule', {});
  await expect(call('DeleteSchedule', {})).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  expect(queue.sent.waiting).toEqual([]);
});

test('a target that refuses ends in the dead-letter queue', async () => {
  await stage.start();
  await call(
    'CreateSchedule',
    schedule({}, { Arn: queueArn('forbidden'), DeadLetterConfig: { Arn: queueArn('dead') } }),
  );
  clock.advanceTo(Date.UTC(2026, 0, 1, 2));
  expect(await queue.sent.take()).toMatchObject({
    QueueUrl: 'http://sqs/dead',
    MessageBody: '{"id":1}',
    MessageAttributes: { TARGET_ARN: {} },
  });
});

test('who may not pass the role may not make the schedule', async () => {
  const statement = { Effect: 'Allow', Action: 'scheduler:CreateSchedule', Resource: '*' };
  const pass = { Effect: 'Allow', Action: 'iam:PassRole', Resource: RoleArn };
  const as = async (name: string, statements: readonly JsonObject[]) => {
    const principal = stage.platform.aws.assume(await stage.role(name, statements), 'lambda.amazonaws.com', 'f');
    return stage.platform.aws.call(principal, 'scheduler', 'CreateSchedule', schedule({ Name: name }));
  };
  await expect(as('without', [statement])).rejects.toThrow(/iam:PassRole/);
  expect(await as('with', [statement, pass])).toHaveProperty('ScheduleArn');
});

test('a role may trust one group of schedules, which is what the scheduler states', async () => {
  const group = 'arn:aws:scheduler:us-east-1:000000000000:schedule-group/kept';
  await stage.apply('AWS::Scheduler::ScheduleGroup', { Name: 'kept' });
  const made = await stage.apply('AWS::IAM::Role', {
    RoleName: 'grouped',
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Service: 'scheduler.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:SourceArn': group, 'aws:SourceAccount': '000000000000' } },
      },
    },
    Policies: [
      {
        PolicyName: 'inline',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queueArn('q') },
        },
      },
    ],
  });
  const grouped = { RoleArn: made.attributes.Arn ?? '' };
  await stage.start();
  await expect(call('CreateSchedule', schedule({}, grouped))).rejects.toThrow('must allow AWS EventBridge Scheduler');
  await call('CreateSchedule', schedule({ GroupName: 'kept' }, grouped));
  clock.advanceTo(Date.UTC(2026, 0, 1, 2));
  expect(await queue.sent.take()).toMatchObject({ MessageBody: '{"id":1}' });
});

test("bad input has AWS's names", async () => {
  await call('CreateSchedule', schedule());
  await expect(call('CreateSchedule', schedule())).rejects.toMatchObject({ code: 'ConflictException', status: 409 });
  await expect(call('UpdateSchedule', schedule({ Name: 'other' }))).rejects.toMatchObject({
    code: 'ResourceNotFoundException',
  });
  await expect(call('CreateSchedule', schedule({ Name: 'a b' }))).rejects.toMatchObject({
    code: 'ValidationException',
  });
  await expect(call('CreateSchedule', schedule({ Name: 'b', ScheduleExpression: 'soon' }))).rejects.toMatchObject({
    code: 'ValidationException',
  });
  await expect(call('CreateSchedule', schedule({ Name: 'c', GroupName: 'absent' }))).rejects.toMatchObject({
    code: 'ResourceNotFoundException',
  });
  await expect(
    call('CreateSchedule', schedule({ Name: 'd' }, { Arn: 'arn:aws:scheduler:::aws-sdk:sns:publish' })),
  ).rejects.toThrow('aws-sdk:sns:publish');
  const untrusting = await stage.role('untrusting');
  await expect(call('CreateSchedule', schedule({ Name: 'e' }, { RoleArn: untrusting }))).rejects.toThrow(
    'must allow AWS EventBridge Scheduler to assume',
  );
});

test("a template's schedule keeps its place over a restart, and goes with it", async () => {
  const properties = schedule({ Name: 'templated', ScheduleExpression: 'rate(1 hour)' });
  await stage.apply('AWS::Scheduler::Schedule', properties);
  await stage.start();
  await queue.sent.take();
  await stage.stop();
  clock.advanceTo(Date.UTC(2026, 0, 1, 0, 40));
  await open(stage.directory);
  await stage.apply('AWS::Scheduler::Schedule', properties);
  await stage.start();
  clock.advanceTo(Date.UTC(2026, 0, 1, 1, 5));
  expect(await queue.sent.take()).toMatchObject({ MessageBody: '{"id":1}' });
});
