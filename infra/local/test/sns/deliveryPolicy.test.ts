import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assertDeliveryPolicy, deliveryPolicy } from '../../sns/deliveryPolicy.ts';

const read = (policy: object) => deliveryPolicy(JSON.stringify(policy));

test('is SNS’s own without one', () => {
  expect(deliveryPolicy('')).toEqual({
    delays: [20, 20, 20],
    maxReceivesPerSecond: undefined,
    contentType: 'text/plain; charset=UTF-8',
  });
});

test('retries at once, then at the least delay, with backoff, and at the longest', () => {
  const healthyRetryPolicy = {
    minDelayTarget: 1,
    maxDelayTarget: 64,
    numRetries: 8,
    numNoDelayRetries: 1,
    numMinDelayRetries: 2,
    numMaxDelayRetries: 1,
    backoffFunction: 'exponential',
  };
  expect(read({ healthyRetryPolicy }).delays.map(Math.round)).toEqual([0, 1, 1, 1, 4, 16, 64, 64]);
});

test('never waits less than the least delay, nor longer than the longest', () => {
  const delay = fc.integer({ min: 1, max: 30 });
  const backoff = fc.constantFrom('linear', 'arithmetic', 'geometric', 'exponential');
  fc.assert(
    fc.property(delay, delay, fc.integer({ min: 0, max: 100 }), backoff, (one, other, numRetries, backoffFunction) => {
      const [minDelayTarget, maxDelayTarget] = one < other ? [one, other] : [other, one];
      const { delays } = read({
        healthyRetryPolicy: { minDelayTarget, maxDelayTarget, numRetries, backoffFunction },
      });
      expect(delays).toHaveLength(numRetries);
      for (const wait of delays) expect(wait >= minDelayTarget && wait <= maxDelayTarget + 1e-9).toBe(true);
    }),
  );
});

describe('refuses', () => {
  test.each<[string, object, boolean?]>([
    ['another member', { sicklyRetryPolicy: {} }],
    ['another member of a part', { throttlePolicy: { maxSendsPerSecond: 1 } }],
    ['more than 100 retries', { healthyRetryPolicy: { numRetries: 101 } }],
    ['a delay of nothing', { healthyRetryPolicy: { minDelayTarget: 0 } }],
    ['a delay of more than an hour', { healthyRetryPolicy: { maxDelayTarget: 3_601 } }],
    ['a least delay above the longest', { healthyRetryPolicy: { minDelayTarget: 30, maxDelayTarget: 20 } }],
    ['phases of more retries than there are', { healthyRetryPolicy: { numRetries: 3, numNoDelayRetries: 4 } }],
    ['more than an hour in all', { healthyRetryPolicy: { maxDelayTarget: 3_600, numRetries: 3 } }],
    ['another backoff', { healthyRetryPolicy: { backoffFunction: 'random' } }],
    ['a rate of nothing', { throttlePolicy: { maxReceivesPerSecond: 0 } }],
    ['another content type', { requestPolicy: { headerContentType: 'image/png' } }],
    ['XML around SNS’s own envelope', { requestPolicy: { headerContentType: 'application/xml' } }],
  ])('%s', (_, policy) => {
    expect(() => assertDeliveryPolicy(JSON.stringify(policy), false)).toThrow(/DeliveryPolicy/);
  });

  test('no XML that is delivered raw', () => {
    const policy = { requestPolicy: { headerContentType: 'application/xml' } };
    expect(() => assertDeliveryPolicy(JSON.stringify(policy), true)).not.toThrow();
  });
});
