import { randomUUID } from 'node:crypto';
import { isThorough } from 'local-cloud/testing/effort';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphqlData } from '../support/graphql.ts';
import { scriptPush, setFaults } from '../support/observe.ts';
import { createTopic } from '../support/operations.ts';
import type { HeliographOutputs } from '../support/Runtime.ts';
import { SettingRows } from '../support/settingRows.ts';
import { newAdmin, newUser } from '../support/users.ts';
import { MINUTE, Watched } from './Watched.ts';

let watched: Watched;
let outputs: HeliographOutputs;
/** Whose subscriber fails. */
let topicId: string;

interface Seen {
  readonly messages: {
    readonly nodes: readonly { readonly deliveries: { readonly nodes: readonly object[] } }[];
  };
  readonly allMessages: { readonly nodes: readonly { readonly publisherId: string }[] };
  readonly platform: { readonly nodes: readonly object[] };
}

interface Fault {
  /** Makes it, and ends it unless it returns what does. */
  readonly make: () => Promise<unknown>;
  /** The alarms that it raises, and no others. */
  readonly alarms: readonly string[];
}

/** Stops a schedule for longer than its alarm waits. */
const stopped = (schedule: string, minutes: number) => async () => {
  const start = await watched.stop(schedule);
  for (let passed = 0; passed < minutes; passed += 4) await watched.pass(4 * MINUTE);
  return start;
};

/** Makes it again in the next period, for alarms that wait for two. */
const twice = (work: () => Promise<unknown>) => async () => {
  await work();
  await watched.pass(5 * MINUTE);
  await work();
};

const faults: Readonly<Record<string, Fault>> = {
  'a function fails': {
    make: twice(() => watched.invoke('registerDevice', {})),
    alarms: ['Devices/AlarmsregisterDeviceErrors'],
  },
  'a function is throttled': {
    make: twice(() => expect(watched.invoke('initiateStepUp', {})).rejects.toThrow('Rate Exceeded')),
    alarms: ['StepUp/AlarmsinitiateStepUpThrottles'],
  },
  'a function is behind its stream': {
    // A batch is as old as its last record, so no canary comes in between.
    async make() {
      for (const _ of [1, 2]) {
        const start = await watched.stop('Canary');
        const enable = await watched.disable('reportDeliveries');
        await watched.publish();
        await watched.pass(6 * MINUTE);
        await enable();
        await watched.rest();
        await start();
        await watched.rest();
      }
    },
    alarms: ['Reporting/AlarmsreportDeliveriesIteratorAge'],
  },
  'work waits in a queue': {
    async make() {
      const enable = await watched.disable('Workwork');
      await watched.send('WorkBulk', '{}');
      await watched.pass(16 * MINUTE);
      return async () => {
        await watched.empty('WorkBulk');
        await enable();
      };
    },
    alarms: ['Messaging/AlarmsWorkBulkAge'],
  },
  'something was set aside': {
    async make() {
      await watched.send('WorkGivenUp', '{}');
      return () => watched.empty('WorkGivenUp');
    },
    alarms: ['Messaging/AlarmsWorkGivenUpDepth'],
  },
  'a schedule cannot fire': {
    make: () =>
      watched.call('scheduler', 'CreateSchedule', {
        Name: 'lost',
        GroupName: watched.idOf('AWS::Scheduler::ScheduleGroup', ''),
        ScheduleExpression: `at(${new Date(watched.now()).toISOString().slice(0, 19)})`,
        FlexibleTimeWindow: { Mode: 'OFF' },
        ActionAfterCompletion: 'DELETE',
        Target: {
          Arn: 'arn:aws:sqs:us-east-1:000000000000:nowhere',
          RoleArn: watched.attributeOf('AWS::IAM::Role', 'Schedules', 'Arn'),
        },
      }),
    alarms: ['Messaging/AlarmsSchedulesGroupDropped'],
  },
  'the evaluation of breakers has stopped': {
    make: stopped('Minute', 8),
    alarms: ['Breaker/MinuteAbsent'],
  },
  'the sweep has stopped': {
    make: stopped('SweepMinute', 8),
    alarms: ['Delivery/SweepMinuteAbsent'],
  },
  'the canary has stopped': {
    make: stopped('Canary', 16),
    alarms: ['Canary/CanaryAbsent'],
  },
  'the way of the canary is broken': {
    async make() {
      const allow = await watched.deny('runCanaryRole', 'appsync:GraphQL');
      for (const _ of [1, 2]) await watched.pass(5 * MINUTE);
      return allow;
    },
    alarms: ['Canary/Failing'],
  },
  'asynchronous events are dropped': {
    async make() {
      const allow = await watched.deny('evaluatePlatforms', 'dynamodb:*');
      for (const minutes of [1, 1, 1, 3]) await watched.pass(minutes * MINUTE);
      return async () => {
        allow();
        await watched.empty('DeadLettersMissed');
      };
    },
    alarms: [
      'Breaker/AlarmsevaluatePlatformsErrors',
      'Breaker/AlarmsevaluatePlatformsEventsDropped',
      'Messaging/AlarmsDeadLettersMissedDepth',
    ],
  },
  'live reports are missed': {
    async make() {
      const allow = await watched.deny('reportDeliveries', 'appsync:GraphQL');
      await watched.publish();
      await watched.pass(MINUTE);
      return allow;
    },
    alarms: ['Monitoring/OwnReportsMissed'],
  },
  'feedback is not understood': {
    async make() {
      const place = { logGroupName: await watched.deliveryLog(), logStreamName: 'odd' };
      await watched.call('logs', 'CreateLogStream', place);
      const logEvents = [{ timestamp: watched.now(), message: '{"status":"NEW"}' }];
      await watched.call('logs', 'PutLogEvents', { ...place, logEvents });
      return () => watched.empty('DeadLettersMisunderstood');
    },
    alarms: ['Messaging/AlarmsDeadLettersMisunderstoodDepth', 'Monitoring/OwnFeedbackMalformed'],
  },
  'a trigger of Cognito fails': {
    async make() {
      for (const _ of [1, 2, 3]) await watched.invoke('recordSignIn', {});
    },
    alarms: ['SignIn/AlarmsrecordSignInErrors'],
  },
  'sign-ins are not recorded': {
    async make() {
      const allow = await watched.deny('recordSignIn', 'dynamodb:*');
      await newUser(outputs);
      return allow;
    },
    alarms: ['SignIn/Unrecorded'],
  },
  'DynamoDB throttles an index': {
    // The runtime's DynamoDB never throttles.
    make: twice(async () => {
      const TableName = watched.idOf('AWS::DynamoDB::GlobalTable', 'Deliveries');
      const { metrics } = watched.heliograph.cloud.platform;
      const dimensions = { TableName, GlobalSecondaryIndexName: 'byUser' };
      metrics.series('AWS/DynamoDB', 'WriteThrottleEvents', dimensions, 'Count').record(1);
    }),
    alarms: ['Storage/AlarmsDeliveriesThrottles'],
  },
  'fields fail': {
    async make() {
      const allow = await watched.deny('FieldsreadTopicsRole', 'dynamodb:*');
      for (const _ of [1, 2, 3, 4, 5]) await watched.graphql('{ topics { nodes { id } } }');
      return allow;
    },
    alarms: ['Api/UnavailableFieldsAlarm'],
  },
  'a push service is silent': {
    async make() {
      const ann = await watched.newRecipient({ apns: { token: 'a1'.repeat(32) } });
      await setFaults(outputs, { answers: { APNS: 'silence' } });
      await watched.publishHundred(ann);
      await watched.passMinutes(17);
      expect(await watched.heldBecause('APNS')).toBe('PLATFORM_SILENT');
      return () => closes('APNS', ann);
    },
    alarms: ['Monitoring/APNSBreakerOpen', 'Monitoring/APNSUnanswered'],
  },
  'most pushes of a platform fail': {
    async make() {
      const ben = await watched.newRecipient({ apns: { token: 'b2'.repeat(32), sandbox: true } });
      await setFaults(outputs, { answers: { APNS_SANDBOX: 'silence' } });
      await watched.publishHundred(ben);
      // SNS has all, before it is busy with its own retries.
      await watched.passMinutes(1);
      await setFaults(outputs, { answers: { APNS_SANDBOX: 'unavailable' } });
      await watched.passMinutes(3);
      expect(await watched.heldBecause('APNS_SANDBOX')).toBe('PLATFORM_FAILING');
      return () => closes('APNS_SANDBOX', ben);
    },
    alarms: ['Monitoring/APNSSANDBOXBreakerOpen'],
  },
  'a subscriber fails': {
    async make() {
      topicId = await followByClosedQueue();
      await watched.publish({ topic: { topicId } });
      await watched.passMinutes(1);
    },
    alarms: ['Monitoring/OwnSubscribersFailing'],
  },
  'the sweep fails': {
    // What it could not do goes to the place of the evaluations above, whose alarm was on already.
    async make() {
      const allow = await watched.deny('SweepsweepRole', 'dynamodb:*');
      await watched.passMinutes(6);
      return async () => {
        allow();
        await watched.empty('DeadLettersMissed');
      };
    },
    alarms: ['Delivery/AlarmsSweepsweepErrors', 'Delivery/AlarmsSweepsweepEventsDropped'],
  },
  'credentials are refused': {
    async make() {
      await scriptPush(outputs, watched.token('fcm'), { outcome: 'invalid-credentials' });
      await watched.publish();
      await watched.pass(MINUTE);
      await watched.pass(MINUTE);
      return () => scriptPush(outputs, watched.token('fcm'), { outcome: 'accept' });
    },
    alarms: ['Monitoring/FCMBreakerOpen', 'Monitoring/OwnCredentialsRefused'],
  },
  'SNS takes no pushes': {
    async make() {
      const cleo = await watched.newRecipient({ apns: { token: 'c3'.repeat(32) } });
      await setFaults(outputs, { throttleRate: 1 });
      await watched.publishHundred(cleo);
      await watched.passMinutes(11);
      return async () => {
        await setFaults(outputs, {});
        // The longest pause of a delivery.
        await watched.passMinutes(15);
      };
    },
    alarms: ['Monitoring/OwnSnsRefuses'],
  },
};

/** Ends the faults. A breaker closes once its probe, one of the user's messages, got through. */
async function closes(platform: string, userId: string): Promise<void> {
  await setFaults(outputs, {});
  await watched.publish({ userIds: [userId] });
  await watched.passMinutes(8);
  expect(await watched.heldBecause(platform)).toBe(null);
}

/** Makes a topic with a queue that does not let SNS send to it. Returns the topic's id. */
async function followByClosedQueue(): Promise<string> {
  using rows = new SettingRows(outputs);
  await rows.openTopics();
  const ada = await newAdmin(outputs);
  const topic = await createTopic(outputs, ada, 'Alarmed');
  const { QueueUrl } = await watched.call('sqs', 'CreateQueue', { QueueName: 'closed' });
  const { Attributes } = await watched.call('sqs', 'GetQueueAttributes', {
    QueueUrl: `${QueueUrl}`,
    AttributeNames: ['QueueArn'],
  });
  const { QueueArn: queueArn } = Attributes as { readonly QueueArn: string };
  const input = { idempotencyKey: randomUUID(), topicId: topic, endpoint: { sqs: { queueArn } } };
  const mutation =
    'mutation ($input: AddTopicSubscriberInput!) { addTopicSubscriber(input: $input) { subscriber { status } } }';
  expect(await graphqlData(outputs, ada.accessToken, mutation, { input })).toEqual({
    addTopicSubscriber: { subscriber: { status: 'CONFIRMED' } },
  });
  return topic;
}

async function statusOfSubscriber(): Promise<unknown> {
  const ada = await newAdmin(outputs);
  const query = 'query ($topicId: ID!) { topicSubscribers(topicId: $topicId) { nodes { status } } }';
  return (await graphqlData<{ topicSubscribers: object }>(outputs, ada.accessToken, query, { topicId }))
    .topicSubscribers;
}

describe.runIf(isThorough)('the alarms', () => {
  beforeAll(async () => {
    watched = await Watched.start({ stack: 'StepUp', id: 'initiateStepUp' });
    ({ outputs } = watched.heliograph);
  });
  afterAll(() => watched[Symbol.asyncDispose]());

  it('raises no alarm while all goes well', async () => {
    for (const _ of [1, 2]) {
      await watched.publish();
      await watched.pass(5 * MINUTE);
    }
    expect(await watched.alarms()).toEqual([]);
  });

  it('sees the canary accepted, and the one with a dead token refused', async () => {
    for (const _ of [1, 2]) await watched.pass(5 * MINUTE);
    const publisherId = watched.attributeOf('AWS::IAM::Role', 'runCanaryRole', 'Arn');
    const query = `query ($publisherId: ID!) {
      messages(publisherId: $publisherId) { nodes { deliveries { nodes { platform status reason } } } }
      allMessages { nodes { publisherId } }
      platform: userDevices(userId: "heliograph-canary-FCM") { nodes { id } }
    }`;
    const { accessToken } = await newAdmin(outputs);
    const { messages, allMessages, platform } = await graphqlData<Seen>(outputs, accessToken, query, { publisherId });
    expect(messages.nodes.length).toBeGreaterThan(2);
    for (const { deliveries } of messages.nodes) {
      expect(deliveries.nodes).toEqual([
        { platform: 'APNS', status: 'PROVIDER_ACCEPTED', reason: null },
        { platform: 'APNS_SANDBOX', status: 'PROVIDER_ACCEPTED', reason: null },
        { platform: 'FCM', status: 'FAILED', reason: 'INVALID_TOKEN' },
      ]);
    }
    expect(platform.nodes).toEqual([{ id: 'heliograph-canary-FCM' }]);
    expect(allMessages.nodes.map((message) => message.publisherId)).not.toContain(publisherId);
    expect(await watched.sumOf('CanaryFailures')).toBe(0);
    expect(await watched.sumOf('CanaryTime')).toBeGreaterThan(0);
  });

  describe('a fault raises its alarms and no others', () => {
    // An alarm that ends stays near its threshold for some minutes.
    const seen = new Set<string>();

    it.each(Object.entries(faults))('%s', async (_, { make, alarms }) => {
      const end = await make();
      await watched.pass(MINUTE);
      const raised = (await watched.alarms()).filter((alarm) => !seen.has(alarm));
      for (const alarm of raised) seen.add(alarm);
      if (typeof end === 'function') await end();
      expect(raised).toEqual(alarms);
    });
  });

  it('ends every alarm after its fault', async () => {
    // The breaker probes with it.
    await watched.publish();
    for (const minutes of [1, 1, 1, 1, 30, 1]) await watched.pass(minutes * MINUTE);
    expect(await watched.alarms()).toEqual([]);
  });

  it('suspends a subscriber that took nothing for days', async () => {
    expect(await statusOfSubscriber()).toEqual({ nodes: [{ status: 'FAILING' }] });
    await watched.pass(3 * 24 * 60 * MINUTE);
    await watched.publish({ topic: { topicId } });
    await watched.passMinutes(2);
    expect(await statusOfSubscriber()).toEqual({ nodes: [{ status: 'SUSPENDED' }] });
  });
});
