import { expect, it } from 'vitest';
import { parseTopicDelivery } from '../../functions/rules/topics/parseTopicDelivery.ts';

const queueArn = 'arn:aws:sqs:eu-west-1:111122223333:work';
const url = 'https://example.com/hook?secret=1';

const entry = (delivery: object, status = 'FAILURE') =>
  JSON.stringify({
    notification: { messageId: 'm', topicArn: 'arn:topic', timestamp: '2026-01-01 00:00:00.500' },
    delivery: { deliveryId: 'd', dwellTimeMs: 1500, attempts: 1, ...delivery },
    status,
  });
const refused = (ErrorCode: string) => JSON.stringify({ ErrorCode, ErrorMessage: 'User secret is not allowed' });

it.each([
  [
    'a queue',
    { destination: queueArn, statusCode: 403, providerResponse: refused('AccessDenied') },
    'SQS refused it with HTTP 403: AccessDenied.',
  ],
  [
    'a queue, in words',
    { destination: queueArn, statusCode: 403, providerResponse: refused('a secret!') },
    'SQS refused it with HTTP 403.',
  ],
  ['a function', { destination: 'arn:aws:lambda:r:1:function:f', providerResponse: 'text' }, 'Lambda refused it.'],
  ['a web hook', { destination: url, statusCode: 503, providerResponse: 'secret' }, 'It answered with HTTP 503.'],
  [
    'a web hook that is not there',
    { destination: url, statusCode: 0 },
    'It could not be connected, or did not answer in time.',
  ],
])('reads why %s failed, without what it said', (_, delivery, error) => {
  expect(parseTopicDelivery(entry(delivery))).toMatchObject({
    topicArn: 'arn:topic',
    answer: { snsMessageId: 'm', pushId: 'd', name: 'SUBSCRIBERS_FAILED', publishedAt: '2026-01-01T00:00:00.500Z' },
    endpoint: delivery.destination,
    at: Date.parse('2026-01-01T00:00:02Z'),
    error,
  });
});

it('reads that a subscriber took a message', () => {
  expect(parseTopicDelivery(entry({ destination: queueArn }, 'SUCCESS'))).toMatchObject({
    answer: { name: 'SUBSCRIBERS_DELIVERED' },
    protocol: 'sqs',
    error: null,
  });
});

it.each([
  ['a phone', entry({ destination: 'arn:aws:sns:r:1:endpoint/GCM/a/b' })],
  ['another status', entry({ destination: queueArn }, 'PENDING')],
  ['no JSON', 'secret'],
  ['no time', entry({ destination: queueArn }).replace('2026', 'x')],
  ['an empty object', '{}'],
])('knows no subscriber in %s', (_, text) => {
  expect(parseTopicDelivery(text)).toBeNull();
});
