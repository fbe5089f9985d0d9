import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FeedbackEntry, feedbackEntries } from '../../functions/feedback/FeedbackEntry.ts';
import { whyMisunderstood } from '../../functions/feedback/whyMisunderstood.ts';

const fcm = 'arn:aws:sns:us-east-1:111122223333:endpoint/GCM/app/5e3e9847';

function log(delivery: object, status = 'FAILURE'): FeedbackEntry {
  const text = JSON.stringify({
    status,
    notification: { messageId: 'm' },
    delivery: { destination: fcm, ...delivery },
  });
  return { source: 'log', text };
}

const answer = (value: object) => ({ statusCode: 400, providerResponse: JSON.stringify(value) });
const event = (members: object): FeedbackEntry => ({
  source: 'event',
  text: JSON.stringify({ EventType: 'DeliveryFailure', MessageId: 'm', EndpointArn: fcm, ...members }),
});

describe('a report', () => {
  it.each<[string, FeedbackEntry]>([
    ['of APNs with a reason of today', log(answer({ reason: 'BadDeviceToken' }))],
    ['of FCM with an error of today', log(answer({ error: { status: 'UNAVAILABLE' } }))],
    ['in SNS’s own words', log({ providerResponse: 'The endpoint is disabled' })],
    ['of a success', log({}, 'SUCCESS')],
    ['of an event', event({ FailureType: 'Throttled' })],
    ['of a doubtful token', event({ FailureType: 'InvalidPlatformToken' })],
    ['of another event', event({ EventType: 'EndpointUpdated' })],
  ])('%s is understood', (_, entry) => {
    expect(whyMisunderstood(entry)).toBeNull();
  });

  it.each<[string, FeedbackEntry, RegExp]>([
    ['with a new reason of APNs', log(answer({ reason: 'NewIn2027' })), /reason that this version does not know/],
    ['with a new error of FCM', log(answer({ error: { status: 'NEW_IN_2027' } })), /does not know/],
    ['of a new platform', log({ destination: fcm.replace('GCM', 'HARMONY') }), /does not know/],
    ['of a new kind of failure', event({ FailureType: 'NewIn2027' }), /does not know/],
    ['that is malformed', { source: 'log', text: '{}' }, /the form that SNS documents/],
    ['of an event that cannot be taken apart', { source: 'batch', text: '{}' }, /the form that SNS documents/],
  ])('%s is set aside, and why holds nothing of it', (_, entry, why) => {
    expect(whyMisunderstood(entry)).toMatch(why);
    expect(whyMisunderstood(entry)).not.toMatch(/2027|HARMONY/);
  });
});

describe('what was set aside', () => {
  it('is read again as it was, and a batch is taken apart again', () => {
    const batch = { messageType: 'DATA_MESSAGE', logEvents: [{ message: 'one' }, { message: 'two' }] };
    const whole = { awslogs: { data: gzipSync(JSON.stringify(batch)).toString('base64') } };
    const setAside = [
      { source: 'log', text: 'a' },
      { source: 'event', text: 'b' },
      { source: 'batch', text: JSON.stringify(whole) },
    ];
    expect(feedbackEntries({ setAside, redrive: true }).map(({ text }) => text)).toEqual(['a', 'b', 'one', 'two']);
  });

  it('never breaks, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const setAside of [value, [value], [{ source: 'batch', text: JSON.stringify(value) }]]) {
          for (const entry of feedbackEntries({ setAside })) whyMisunderstood(entry);
        }
      }),
    );
  });

  it('of one bad entry leaves the others of its batch alone', () => {
    const entries = feedbackEntries({ Records: [{ Sns: { Message: 'text' } }, { Sns: {} }, 7] });
    expect(entries.map(({ source }) => source)).toEqual(['event', 'batch', 'batch']);
  });
});
