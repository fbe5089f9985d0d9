import { describe, expect, it } from 'vitest';
import { type CanaryDelivery, judgeCanary, type SentCanary } from '../../functions/rules/canary/judgeCanary.ts';

const NOW = Date.parse('2026-01-01T01:00:00.000Z');
const MINUTE = 60_000;

const at = (milliseconds: number) => new Date(milliseconds).toISOString();

const all = { providerAccepted: 1, received: 0, opened: 0, failed: 0 };

function sentAgo(minutes: number, nodes: readonly CanaryDelivery[], id = 'm', progress = all): SentCanary {
  const createdAt = at(NOW - minutes * MINUTE);
  return { id, createdAt, audience: { userIds: ['heliograph-canary-FCM'] }, deliveries: { nodes }, progress };
}

function delivery(status: CanaryDelivery['status'], reason: CanaryDelivery['reason'] = null): CanaryDelivery {
  const sent = NOW - 10 * MINUTE;
  const transitions = [
    { status: 'SENT', at: at(sent + 100) },
    { status, at: at(sent + 700) },
  ] as const;
  return { platform: 'FCM', status, reason, transitions };
}

const judge = (sent: readonly SentCanary[], tokens = {}) => judgeCanary(sent, ['FCM', 'APNS'], tokens, NOW);
const phone = { FCM: 'token' };

describe('a canary', () => {
  it.each([
    ['accepted', 'PROVIDER_ACCEPTED', null, 700, 700],
    ['received', 'RECEIVED', null, 0, 0],
    ['refused as dead', 'FAILED', 'INVALID_TOKEN', 700, null],
    ['failed otherwise', 'FAILED', 'CREDENTIALS_INVALID', null, null],
    ['held or not sent', 'QUEUED', null, null, null],
    ['without an answer', 'SENT', null, null, null],
    ['expired', 'EXPIRED', 'TTL_EXPIRED', null, null],
    ['suppressed', 'SUPPRESSED', 'DEVICE_GONE', null, null],
  ] as const)('%s: good with a dead token after %s, %s, %s, and of a phone after %s', (...row) => {
    const [, status, reason, ofDead, ofPhone] = row;
    const sent = [sentAgo(10, [delivery(status, reason)])];
    expect(judge(sent)).toEqual([
      { platform: 'FCM', messageId: 'm', answeredAfter: ofDead, status, reason: reason ?? undefined },
    ]);
    expect(judge(sent, phone)[0]?.answeredAfter).toBe(ofPhone);
  });

  it('whose answer is in the ledger and is not counted has failed: the stream is not read', () => {
    const none = { ...all, providerAccepted: 0 };
    expect(judge([sentAgo(10, [delivery('PROVIDER_ACCEPTED')], 'm', none)])[0]?.answeredAfter).toBe(null);
  });

  it('that never got a delivery has failed', () => {
    expect(judge([sentAgo(10, [])])).toEqual([
      { platform: 'FCM', messageId: 'm', answeredAfter: null, status: undefined, reason: undefined },
    ]);
  });

  it.each([
    [[0, 5, 10, 15], 10],
    // Runs come some seconds early or late.
    [[4.8, 9.7, 14.7], 9.7],
    [[5.2, 10.3, 15.3], 10.3],
    // The message of ten minutes ago was not published: the run said so.
    [[5, 15], null],
    [[0, 5], null],
    [[], null],
  ])('is judged once, after ten minutes: of those %j minutes ago that of %s', (ages, judged) => {
    const verdicts = judge(ages.map((age) => sentAgo(age, [], `${age}`)));
    expect(verdicts.map(({ messageId }) => messageId)).toEqual(judged === null ? [] : [`${judged}`]);
  });
});
