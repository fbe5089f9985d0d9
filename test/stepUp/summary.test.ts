import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { describe, expect, it } from 'vitest';
import { emailOf, smsOf } from '../../functions/rules/stepUp/codeMessages.ts';
import { settingOperations, usualMethods } from '../../functions/rules/stepUp/decideStepUp.ts';
import { renderApprovalPush } from '../../functions/rules/stepUp/renderApprovalPush.ts';
import { summarize } from '../../functions/rules/stepUp/summarize.ts';
import { summaryOf, validateSummary } from '../../functions/rules/stepUp/summary.ts';
import { guardedOperations } from '../../resolvers/shared/guardedOperations.ts';

const allMethods = [...usualMethods, 'PUSH_STEP_UP', 'PASSKEY_STEP_UP', 'MAYBE_SOFTWARE_TOKEN_STEP_UP'];
const topicId = '01KDVV3R00ABCDEFGHJKMNPQRS';
const content = { title: 'SECRET TITLE', body: 'SECRET BODY', localizations: [{ locale: 'de', title: 'SECRET' }] };
const url = 'https://hooks.example/in/SECRET?key=SECRET#SECRET';

/** What the user is asked, by operation and arguments. */
const asked: readonly (readonly [string, object, string])[] = [
  ['Mutation.publish', { audience: { userIds: ['a', 'b'] }, content }, 'Send a message to 2 users'],
  ['Mutation.publish', { audience: { deviceIds: ['a'] }, content }, 'Send a message to 1 device'],
  ['Mutation.publish', { audience: { platform: 'FCM' }, content }, 'Send a message to all devices on FCM'],
  [
    'Mutation.publish',
    { audience: { topic: { topicId } }, content, scheduledAt: '2026-12-01T10:00:00Z' },
    `Send a message to topic ${topicId} at 2026-12-01T10:00:00Z`,
  ],
  ['Mutation.publishBatch', { entries: [{ message: { content } }] }, 'Send 1 message in a batch'],
  ['Mutation.cancelMessage', { messageId: topicId }, `Cancel message ${topicId}`],
  ['Mutation.redeliver', { messageId: topicId }, `Send failed deliveries of message ${topicId} again`],
  ['Mutation.holdPlatform', { platform: 'FCM' }, 'Hold all deliveries on FCM'],
  ['Mutation.releasePlatform', { platform: 'FCM' }, 'Send deliveries on FCM again'],
  ['Mutation.registerDevice', { deviceId: 'phone', address: { fcm: { token: 'SECRET' } } }, 'Register device phone'],
  ['Mutation.unregisterDevice', { deviceId: 'phone' }, 'Remove device phone'],
  ['Mutation.createTopic', { name: 'News' }, 'Create a topic with approval: News'],
  ['Mutation.createTopic', { name: 'News', access: 'OPEN' }, 'Create a topic open to all: News'],
  ['Mutation.updateTopic', { topicId, access: 'OPEN' }, `Make topic ${topicId} a topic open to all`],
  ['Mutation.updateTopic', { topicId, access: 'GROUP', group: 'g' }, `Make topic ${topicId} a topic of group g`],
  ['Mutation.deleteTopic', { topicId }, `Delete topic ${topicId}`],
  [
    'Mutation.addTopicSubscriber',
    { topicId, endpoint: { https: { url } } },
    `Send topic ${topicId} to https://hooks.example`,
  ],
  [
    'Mutation.updateTopicSubscriber',
    { topicId, endpoint: { https: { url } } },
    `Change what https://hooks.example gets of topic ${topicId}`,
  ],
  [
    'Mutation.removeTopicSubscriber',
    { topicId, endpoint: { email: { address: 'ann@example.com' } } },
    `Stop sending topic ${topicId} to ann@example.com`,
  ],
  [
    'Mutation.redeliverToSubscriber',
    { topicId, endpoint: { https: { url } } },
    `Send topic ${topicId} again to https://hooks.example`,
  ],
  ['Mutation.subscribeToTopic', { topicId }, `Follow topic ${topicId}`],
  ['Mutation.unsubscribeFromTopic', { topicId }, `Stop following topic ${topicId}`],
  [
    'Mutation.decideTopicSubscription',
    { topicId, userId: 'ann', decision: 'APPROVE' },
    `Let user ann follow topic ${topicId}`,
  ],
  ['Mutation.decideTopicSubscription', { topicId, userId: 'ann', decision: 'DENY' }, `Deny user ann topic ${topicId}`],
  [
    'Mutation.decideTopicSubscription',
    { topicId, userId: 'ann', decision: 'REVOKE' },
    `Take topic ${topicId} from user ann`,
  ],
  [
    'Mutation.putStepUpSetting',
    { operation: 'Mutation.publish', requirement: 'STEP_UP_REQUIRED', methods: ['SMS_STEP_UP', 'PUSH_STEP_UP'] },
    'Ask for a proof by SMS or push: Mutation.publish',
  ],
  [
    'Mutation.putStepUpSetting',
    { group: 'g', operations: ['a:b', 'a:c'], requirement: 'STEP_UP_NOT_REQUIRED' },
    'Ask for no proof: a:b, a:c (group g)',
  ],
  ['Mutation.putStepUpSetting', { operation: 'a:b', requirement: 'STEP_UP_DENY' }, 'Switch off a:b'],
  ['Mutation.deleteStepUpSetting', { group: 'g' }, 'Back to the default proof: group g'],
];

describe('what the user is asked to approve', () => {
  it.each(asked)('%s: %j', (operation, input, summary) => {
    expect(summarize(operation, { input })).toBe(summary);
    expect(validateSummary('', summary)).toBeNull();
  });

  it.each([
    ['Query.auditLog', {}, 'Read the audit log'],
    ['Query.stepUpAudit', { userId: 'ann', day: '2026-12-01' }, 'Read the step-up audit of ann of 2026-12-01'],
    ['Query.messages', { first: 20 }, 'Read your messages'],
    ['Query.messages', { publisherId: 'ann' }, 'Read the messages of ann'],
    ['Query.deliveries', { messageId: topicId }, `Read the deliveries of message ${topicId}`],
    ['Query.redelivery', { id: topicId }, `Read redelivery ${topicId}`],
    ['Query.topicSubscribers', { topicId }, `Read the subscribers of topic ${topicId}`],
    ['Subscription.onMyPublications', {}, 'Watch your messages'],
    ['Subscription.onTopicSubscribers', {}, 'Watch the subscribers of topics'],
    ['Subscription.onDeliveryReport', { messageId: topicId }, `Watch the deliveries of message ${topicId}`],
  ])('%s: %j', (operation, args, summary) => {
    expect(summarize(operation, args)).toBe(summary);
  });

  it.each([
    [
      'the operations that switch step-up off, behind others',
      { group: 'g', operations: [`a:${'b'.repeat(100)}`, ...settingOperations], requirement: 'STEP_UP_NOT_REQUIRED' },
      'Ask for no proof: Mutation.putStepUpSetting, Mutation.deleteStepUpSetting and 1 more (group g)',
    ],
    [
      'how many operations there are',
      { group: 'g'.repeat(64), operations: [`a:${'b'.repeat(120)}`, 'a:c'], requirement: 'STEP_UP_DENY' },
      `Switch off 2 operations, a:${'b'.repeat(90)}...`,
    ],
    [
      'the operation, behind methods that are repeated',
      { operation: settingOperations[0], requirement: 'STEP_UP_REQUIRED', methods: Array(50).fill('SMS_STEP_UP') },
      'Ask for a proof by SMS: Mutation.putStepUpSetting',
    ],
  ])('does not hide %s', (_, input, summary) => {
    expect(summarize('Mutation.putStepUpSetting', { input })).toBe(summary);
  });

  it.each(guardedOperations(true))('names %s beside all methods', (operation) => {
    const input = { operation, requirement: 'STEP_UP_REQUIRED', methods: allMethods };
    expect(summarize('Mutation.putStepUpSetting', { input })).toMatch(new RegExp(`: ${operation}$`));
  });

  it('tells whose host or mailbox gets a topic, however long its name begins', () => {
    const own = `hooks.mycompany.com${'.a'.repeat(60)}.evil.example`;
    for (const endpoint of [{ https: { url: `https://${own}/in` } }, { email: { address: `ann@${own}` } }]) {
      for (const operation of ['Mutation.addTopicSubscriber', 'Mutation.removeTopicSubscriber']) {
        expect(summarize(operation, { input: { topicId, endpoint } })).toMatch(/\.evil\.example$/);
      }
    }
  });

  it('is told in words for every operation of this API that can be privileged', () => {
    const told = new Set(asked.map(([operation]) => operation));
    const others = guardedOperations(true).filter((operation) => !told.has(operation));
    expect(others.filter((operation) => summarize(operation, {}) === operation)).toEqual([]);
  });

  it('is in the push, in place of the operation', () => {
    const request = { challengeId: 'c', operation: 'a:b', summary: 'Pay 5', secret: 's', expiresAt: 'e' };
    expect(JSON.parse(renderApprovalPush('FCM', request, 60)).notification.body).toBe('Pay 5');
    expect(JSON.parse(renderApprovalPush('APNS', request, 60)).aps.alert.body).toBe('Pay 5');
  });

  it('shows as it is, whatever the arguments hold', () => {
    expect(summarize('Mutation.createTopic', { input: { name: 'a\u202eb\nc\u0000\u200b\ud800d' } })).toBe(
      'Create a topic with approval: abcd',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const summary = summaryOf(`x${text}`);
        expect(validateSummary('', summary)).toBeNull();
        expect(summary.isWellFormed()).toBe(true);
      }),
      runs(500),
    );
  });
});

describe('the summary of a service', () => {
  it('has no character that Unicode lets a font ignore, but for the two that make an emoji', () => {
    const taken: string[] = [];
    for (let point = 0; point <= 0x10ffff; point += 1) {
      const text = String.fromCodePoint(point);
      if (!/\p{Default_Ignorable_Code_Point}|\u2800/u.test(text)) continue;
      if (validateSummary('', `Pay ${text}5`) === null) taken.push(point.toString(16));
    }
    expect(taken).toEqual(['fe0e', 'fe0f']);
  });

  const invisible = 'with characters that do not show';
  it.each<readonly [string, string]>([
    ['', 'empty'],
    [' ', 'empty'],
    ['a'.repeat(121), '121 characters'],
    ...[
      '\n',
      '\u0000',
      '\u007f',
      '\u0085',
      '\u2028',
      '\u202e',
      '\u2066',
      '\u200b',
      '\ufeff',
      '\ud83d',
      '\u{e0041}',
    ].map((hidden) => [`Pay${hidden}5`, invisible] as const),
  ])('is refused: %j', (summary, given) => {
    expect(validateSummary('input.summary', summary)).toMatchObject({
      errorType: 'InvalidInput',
      errorInfo: { field: 'input.summary', given },
    });
  });

  it.each(['a'.repeat(120), 'Zahle 20 € an Jürgen', '支払う 😀', 'שלם 5'])('is taken: %s', (summary) => {
    expect(validateSummary('input.summary', summary)).toBeNull();
  });
});

describe('the message with a code', () => {
  it('says what the code approves', () => {
    expect(smsOf('{####}', 'Send a message to 3 users')).toBe('{####} confirms: Send a message to 3 users');
    expect(smsOf('{####}', 'x'.repeat(120))).toContain('x'.repeat(120));
  });

  it('is cut to one SMS of 140 bytes: 140 septets, or 70 units where a character is not in GSM-7', () => {
    expect(smsOf('123456', '支'.repeat(120))).toBe(`123456 confirms: ${'支'.repeat(48)}...`);
    expect(smsOf('123456', '€'.repeat(120))).toBe(`123456 confirms: ${'€'.repeat(59)}...`);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (text) => {
        const sms = smsOf('12345678', text);
        expect(sms.isWellFormed()).toBe(true);
        expect(sms.startsWith('12345678 confirms: ')).toBe(true);
        // Beyond the euro sign nothing is in GSM-7.
        const beyond = [...sms].some((character) => character > '\u20ac');
        expect(sms.length).toBeLessThanOrEqual(beyond ? 70 : 140);
      }),
      runs(300),
    );
  });

  it('takes no markup, and no placeholder of Cognito', () => {
    const { emailMessage = '', emailSubject } = emailOf('{####}', '<b>{username}</b> & {####}');
    expect(emailMessage).toContain('&lt;b&gt;(username)&lt;/b&gt; &amp; (####)');
    expect(emailMessage.match(/\{####\}/g)).toHaveLength(1);
    expect(emailSubject).not.toContain('username');
    expect(smsOf('{####}', '{username}')).toBe('{####} confirms: (username)');
  });
});
