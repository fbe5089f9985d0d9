import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { readFeedback } from '../../functions/feedback/readFeedback.ts';
import { takeFeedback as take } from '../../functions/feedback/takeFeedback.ts';
import type { Ports } from '../../functions/feedback/takePublication.ts';
import type { DeliveryRow } from '../../functions/rules/delivery/DeliveryRow.ts';
import { takesAnswer } from '../../functions/rules/delivery/deliveryStatus.ts';
import type { DeviceRow } from '../../functions/rules/devices/DeviceRow.ts';
import { tokenHash } from '../../functions/rules/devices/tokenHash.ts';
import type { AnswerTally, FailedAddress, Feedback, LogVerdict } from '../../functions/rules/feedback/Feedback.ts';

const endpointArn = 'arn:aws:sns:us-east-1:111122223333:endpoint/GCM/app/1';

const hash = tokenHash('token');
const failedAddress: FailedAddress = {
  endpointArn,
  platform: 'FCM',
  tokenHash: hash,
  publishedAt: '2026-01-02T00:00:00.000Z',
};

/** One delivery, sent, and its device; SNS and the ledger around it. */
class World implements Ports {
  row: Pick<DeliveryRow, 'status' | 'reason'> = { status: 'SENT' };
  /** The id of the current attempt's push. `sns-0` was an earlier one's. */
  snsMessageId = 'sns-1';
  readonly device = {
    id: 'd',
    userId: 'u',
    platform: 'FCM' as const,
    tokenHash: hash,
    endpointArn,
    addressVersion: 3,
    revision: 'r',
    status: 'ENABLED' as DeviceRow['status'],
    lastSeenAt: '2026-01-01T00:00:00.000Z',
  };
  sentToVersion = 3;
  endpointDisabled = false;
  /** Looks that find nothing before the index knows the delivery. */
  lag = 0;
  readonly pauses: number[] = [];

  readonly clock = { now: () => Date.parse('2026-01-02T00:01:00Z') };
  /** By the message, then by the id of the tally. */
  readonly tallies = new Map<string, Map<string, AnswerTally>>();
  readonly answers = {
    add: async (messageId: string, tally: AnswerTally) => {
      const known = this.tallies.get(messageId) ?? new Map<string, AnswerTally>();
      this.tallies.set(messageId, known);
      if (!known.has(tally.id)) known.set(tally.id, tally);
    },
  };
  readonly pause = async (milliseconds: number) => {
    this.pauses.push(milliseconds);
  };
  readonly index = {
    bySnsMessageId: async (snsMessageId: string) => {
      this.lag -= 1;
      if (this.lag >= 0) return null;
      if (snsMessageId === 'sns-news') return { kind: 'publication', messageId: 'news' } as const;
      if (snsMessageId === 'sns-0') return { kind: 'earlier' } as const;
      return snsMessageId === 'sns-1' ? ({ kind: 'delivery', messageId: 'm', deviceId: 'd' } as const) : null;
    },
  };
  readonly approvals: string[] = [];
  readonly approvalPushes = { has: async (snsMessageId: string) => this.approvals.includes(snsMessageId) };
  readonly endpoints = {
    read: async (arn: string) => (arn === endpointArn ? { tokenHash: hash, enabled: !this.endpointDisabled } : null),
  };
  readonly holders = {
    holderOf: async (platform: string, wanted: string) =>
      platform === this.device.platform && wanted === this.device.tokenHash ? (this.device as DeviceRow) : null,
  };
  readonly ledger: Ports['ledger'] = {
    answer: async (_, snsMessageId, answer) => {
      if (snsMessageId !== this.snsMessageId || !takesAnswer(answer.status, this.row)) return false;
      this.row = answer;
      return true;
    },
    read: async () => {
      const { snsMessageId, sentToVersion: addressVersion } = this;
      return [{ userId: 'u', deviceId: 'd', addressVersion, snsMessageId } as DeliveryRow];
    },
  };
  readonly devices: Ports['devices'] = {
    disable: async ({ addressVersion, revision = this.device.revision }) => {
      if (addressVersion !== this.device.addressVersion || this.device.status !== 'ENABLED') return false;
      if (revision !== this.device.revision) return false;
      this.device.status = 'DISABLED';
      return true;
    },
  };
}

const takeFeedback = async (ports: Ports, feedback: readonly Feedback[]) => (await take(ports, feedback)).counts;

let world: World;
beforeEach(() => {
  world = new World();
});

const verdict = (entry: LogVerdict['verdict'], snsMessageId = 'sns-1', pushId = 'push'): LogVerdict => ({
  kind: 'verdict',
  source: 'log',
  snsMessageId,
  pushId,
  platform: 'FCM',
  publishedAt: '2026-01-02T00:00:00.000Z',
  ofTopic: false,
  verdict: entry,
});
const event = (entry: Extract<Feedback, { kind: 'verdict' }>['verdict'], snsMessageId = 'sns-1'): Feedback => ({
  kind: 'verdict',
  source: 'event',
  snsMessageId,
  verdict: entry,
});
const accepted = verdict({ status: 'PROVIDER_ACCEPTED' });
const deadByLog = verdict({ status: 'FAILED', reason: 'INVALID_TOKEN' });
const doubtful: Feedback = { kind: 'doubtful token', snsMessageId: 'sns-1', endpointArn };

describe('feedback', () => {
  it('moves the delivery on, once', async () => {
    expect(await takeFeedback(world, [accepted])).toMatchObject({ moved: 1 });
    expect(await takeFeedback(world, [accepted])).toMatchObject({ moved: 0, stale: 1 });
    expect(world.row.status).toBe('PROVIDER_ACCEPTED');
    expect(world.device.status).toBe('ENABLED');
  });

  it('of a dead token, from both sources, in any order, any number of times, ends in one state', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(deadByLog, doubtful), { minLength: 1, maxLength: 6 }),
        async (entries) => {
          const dead = new World();
          dead.endpointDisabled = true;
          for (const entry of entries) await takeFeedback(dead, [entry]);
          expect(dead.row).toEqual({ status: 'FAILED', reason: 'INVALID_TOKEN' });
          expect(dead.device.status).toBe('DISABLED');
        },
      ),
    );
  });

  it('that comes late corrects a delivery that failed since nobody answered', async () => {
    world.row = { status: 'FAILED', reason: 'NO_ANSWER' };
    expect(await takeFeedback(world, [accepted])).toMatchObject({ moved: 1 });
    expect(world.row).toEqual({ status: 'PROVIDER_ACCEPTED' });
    world.row = { status: 'FAILED', reason: 'NO_ANSWER' };
    expect(await takeFeedback(world, [deadByLog])).toMatchObject({ moved: 1 });
    expect(world.row).toEqual({ status: 'FAILED', reason: 'INVALID_TOKEN' });
    expect(await takeFeedback(world, [accepted])).toMatchObject({ stale: 1 });
  });

  it('on the push of an earlier attempt changes nothing, and still tells a dead token', async () => {
    const earlier = [
      verdict({ status: 'PROVIDER_ACCEPTED' }, 'sns-0'),
      event({ status: 'PROVIDER_ACCEPTED' }, 'sns-0'),
    ];
    expect(await takeFeedback(world, earlier)).toMatchObject({ stale: 2, unknown: 0 });
    expect(world.row).toEqual({ status: 'SENT' });
    world.endpointDisabled = true;
    const dead = { ...verdict({ status: 'FAILED', reason: 'INVALID_TOKEN' }, 'sns-0'), failed: failedAddress };
    expect(await takeFeedback(world, [dead])).toMatchObject({ disabled: 1 });
    expect(world.row).toEqual({ status: 'SENT' });
  });

  it('that the index found before a later attempt disables no device of that one', async () => {
    world.snsMessageId = 'sns-2';
    expect(await takeFeedback(world, [deadByLog])).toMatchObject({ stale: 1 });
    expect(world.device.status).toBe('ENABLED');
  });

  it('of a token of other credentials disables nothing, whichever source is first', async () => {
    const mismatch = verdict({ status: 'FAILED', reason: 'TOKEN_MISMATCH' });
    for (const entries of [
      [doubtful, mismatch],
      [mismatch, doubtful],
    ]) {
      world = new World();
      for (const entry of entries) await takeFeedback(world, [entry]);
      expect(world.row).toEqual({ status: 'FAILED', reason: 'TOKEN_MISMATCH' });
      expect(world.device.status).toBe('ENABLED');
    }
  });

  it('never undoes a registration that came after the failed send', async () => {
    world.sentToVersion = 2;
    await takeFeedback(world, [deadByLog]);
    expect(world.row.reason).toBe('INVALID_TOKEN');
    expect(world.device.status).toBe('ENABLED');
  });

  it('disables nothing for credentials, payload, availability or time', async () => {
    for (const reason of ['CREDENTIALS_INVALID', 'INVALID_PAYLOAD', 'THROTTLED', 'PROVIDER_UNAVAILABLE'] as const) {
      await takeFeedback(world, [verdict({ status: 'FAILED', reason })]);
    }
    await takeFeedback(world, [verdict({ status: 'EXPIRED', reason: 'TTL_EXPIRED' })]);
    expect(world.device.status).toBe('ENABLED');
  });

  it('that is faster than the index waits for it a little, then is left for later', async () => {
    world.lag = 2;
    expect(await takeFeedback(world, [accepted])).toMatchObject({ moved: 1 });
    expect(world.pauses).toHaveLength(2);
    expect(await takeFeedback(world, [verdict({ status: 'PROVIDER_ACCEPTED' }, 'sns-other')])).toMatchObject({
      unknown: 1,
    });
  });

  it('that is malformed or unrelated is counted and does not hold up the rest', async () => {
    const taken = await takeFeedback(world, [{ kind: 'malformed' }, { kind: 'unrelated' }, accepted]);
    expect(taken).toMatchObject({ moved: 1, disabled: 0, stale: 0, unrelated: 1, malformed: 1, unknown: 0 });
  });
});

describe('feedback on what went to a topic', () => {
  const died = verdict({ status: 'FAILED', reason: 'INVALID_TOKEN' }, 'sns-news');
  const deadAddress: LogVerdict = { ...died, ofTopic: true, failed: failedAddress };
  const doubt: Feedback = { kind: 'doubtful token', snsMessageId: 'sns-topic', endpointArn };

  it('disables the device whose token is dead, from both sources, in any order, any number of times', async () => {
    const entries = fc.array(fc.constantFrom(deadAddress, doubt), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(entries, async (reports) => {
        const dead = new World();
        dead.endpointDisabled = true;
        const taken = await takeFeedback(dead, reports);
        expect(taken).toMatchObject({ disabled: 1, unknown: 0, malformed: 0 });
        expect(dead.device.status).toBe('DISABLED');
        expect(dead.row).toEqual({ status: 'SENT' });
      }),
    );
  });

  it('believes the push service before SNS has disabled the endpoint, unless the app registered since', async () => {
    world.device.lastSeenAt = '2026-01-02T00:00:00.001Z';
    expect(await takeFeedback(world, [deadAddress, doubt])).toMatchObject({
      ...{ disabled: 0, counted: 1, unrelated: 1 },
    });
    expect(world.device.status).toBe('ENABLED');
    world.device.lastSeenAt = '2026-01-02T00:00:00.000Z';
    expect(await takeFeedback(world, [deadAddress])).toMatchObject({ disabled: 1 });
  });

  it('brings a device in line with an endpoint that SNS had disabled long before', async () => {
    const disabled: Feedback = { ...deadAddress, verdict: { status: 'FAILED', reason: 'ENDPOINT_DISABLED' } };
    expect(await takeFeedback(world, [disabled])).toMatchObject({ counted: 1 });
    world.endpointDisabled = true;
    expect(await takeFeedback(world, [disabled])).toMatchObject({ disabled: 1 });
  });

  it('leaves a device alone that has another token or another endpoint by now', async () => {
    world.endpointDisabled = true;
    for (const other of [{ tokenHash: tokenHash('new') }, { endpointArn: 'arn:new' }, { platform: 'APNS' as const }]) {
      const failed = { ...failedAddress, ...other };
      expect(await takeFeedback(world, [{ ...deadAddress, failed }])).toMatchObject({ disabled: 0, counted: 1 });
    }
    expect(world.device.status).toBe('ENABLED');
  });

  it('is no publication that the ledger should know: nothing is tried again', async () => {
    const throttled = event({ status: 'FAILED', reason: 'THROTTLED' }, 'sns-topic');
    expect(await takeFeedback(world, [throttled, doubt])).toMatchObject({ unrelated: 2, unknown: 0 });
    expect(world.pauses).toEqual([]);
  });
});

describe('feedback on a push that asked for an approval', () => {
  const pushed = 'sns-approval';
  const dead = verdict({ status: 'FAILED', reason: 'INVALID_TOKEN' }, pushed);

  it('is taken, and disables the device whose token is dead', async () => {
    world.approvals.push(pushed);
    expect(await takeFeedback(world, [verdict({ status: 'PROVIDER_ACCEPTED' }, pushed)])).toMatchObject({
      unrelated: 1,
    });
    expect(world.pauses).toEqual([]);
    world.endpointDisabled = true;
    expect(await takeFeedback(world, [{ ...dead, failed: failedAddress } as Feedback])).toMatchObject({ disabled: 1 });
    expect(world.device.status).toBe('DISABLED');
  });

  it('is left for later where nobody noted it yet', async () => {
    expect(await takeFeedback(world, [dead])).toMatchObject({ unknown: 1 });
  });
});

describe('the answers to a message to a topic', () => {
  const answer = (name: string, platform: 'FCM' | 'APNS', status: LogVerdict['verdict']): LogVerdict => ({
    ...{ ...verdict(status, 'sns-news', name), platform, ofTopic: true },
  });
  const fates = fc.constantFrom<LogVerdict['verdict']>(
    { status: 'PROVIDER_ACCEPTED' },
    { status: 'FAILED', reason: 'THROTTLED' },
    { status: 'EXPIRED', reason: 'TTL_EXPIRED' },
  );
  const push = fc.tuple(fc.constantFrom('FCM' as const, 'APNS' as const), fates);

  it('count once each, however they are divided into batches, and however often and shuffled a batch comes', async () => {
    const pushes = fc.array(push, { minLength: 1, maxLength: 30 });
    const batches = pushes.chain((chosen) => {
      const answers = chosen.map(([platform, fate], index) => answer(`push ${index}`, platform, fate));
      const cuts = fc.array(fc.integer({ min: 0, max: answers.length }), { maxLength: 5 });
      return cuts.chain((places) => {
        const ends = [...places.toSorted((one, other) => one - other), answers.length];
        const parts = ends.map((end, index) => answers.slice(ends[index - 1] ?? 0, end));
        const arriving = fc.shuffledSubarray([...parts, ...parts, ...parts], { minLength: parts.length * 3 });
        const inside = arriving.chain((all) =>
          fc.tuple(...all.map((part) => fc.shuffledSubarray([...part, ...part], { minLength: part.length * 2 }))),
        );
        return fc.tuple(fc.constant(answers), inside);
      });
    });
    await fc.assert(
      fc.asyncProperty(batches, async ([answers, arriving]) => {
        const one = new World();
        for (const batch of arriving) {
          const { counts, again } = await take(one, batch);
          expect(counts).toMatchObject({ counted: batch.length, unknown: 0 });
          expect(again).toEqual([]);
        }
        const sums: Record<string, number> = {};
        for (const { counts } of one.tallies.get('news')?.values() ?? []) {
          for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
        }
        const wanted = Object.groupBy(answers, ({ platform, verdict: { status } }) => `${platform}_${status}`);
        expect(sums).toEqual(Object.fromEntries(Object.entries(wanted).map(([name, all]) => [name, all?.length])));
      }),
    );
  });

  it('are one row for a batch, whatever the number of pushes, without a topic’s name in the log too', async () => {
    const answers = Array.from({ length: 500 }, (_, index) =>
      answer(`push ${index}`, 'FCM', { status: 'PROVIDER_ACCEPTED' }),
    );
    await take(world, answers);
    await take(
      world,
      answers.map((entry) => ({ ...entry, ofTopic: false })),
    );
    expect([...(world.tallies.get('news')?.values() ?? [])]).toMatchObject([
      { counts: { FCM_PROVIDER_ACCEPTED: 500 } },
    ]);
  });

  it('that come before the message is known are looked at again, they alone, and count once then', async () => {
    const early = ['a', 'b'].map((name) => answer(name, 'APNS', { status: 'PROVIDER_ACCEPTED' }));
    world.lag = 4;
    const { counts, again } = await take(world, early);
    expect(counts).toMatchObject({ unknown: 2 });
    expect(again).toMatchObject([{ kind: 'answers', counts: { APNS_PROVIDER_ACCEPTED: 2 } }]);
    const event = { Records: [{ body: JSON.stringify(asQueued(again)) }] };
    const read = readFeedback(event);
    expect(read).toEqual(again);
    for (const _ of [1, 2]) expect((await take(world, read)).counts).toMatchObject({ counted: 1 });
    await take(world, early);
    expect([...(world.tallies.get('news')?.values() ?? [])]).toHaveLength(1);
  });

  it('of somebody else are known to be that after two minutes: no error, and no further look', async () => {
    const foreign = { ...answer('a', 'FCM', { status: 'PROVIDER_ACCEPTED' }), snsMessageId: 'sns-theirs' };
    const first = await take(world, [foreign, accepted]);
    expect(first.counts).toMatchObject({ unknown: 1, moved: 1 });
    const later = Object.assign(new World(), { clock: { now: () => Date.parse('2026-01-02T00:02:01Z') } });
    expect(await take(later, [foreign, ...first.again])).toMatchObject({ counts: { foreign: 2 }, again: [] });
    expect(later.pauses).toEqual([]);
  });

  it('of a kind of endpoint that is none of ours do not count', async () => {
    const { counts } = await take(world, [{ ...answer('a', 'FCM', { status: 'PROVIDER_ACCEPTED' }), platform: null }]);
    expect(counts).toMatchObject({ counted: 1 });
    expect(world.tallies.size).toBe(0);
  });
});

const asQueued = (again: readonly Feedback[]) => ({
  event: { setAside: again.map((one) => ({ source: 'feedback', text: JSON.stringify(one) })) },
});

describe('a push that is not known yet', () => {
  it('is looked at again alone, without its token, and not with the rest of its batch', async () => {
    const unknown = verdict({ status: 'PROVIDER_ACCEPTED' }, 'sns-other');
    const { counts, again } = await take(world, [accepted, unknown]);
    expect(counts).toMatchObject({ moved: 1, unknown: 1 });
    expect(again).toEqual([unknown]);
    expect(readFeedback({ ...asQueued(again).event, redrive: true })).toEqual(again);
  });

  it('that another version wrote down is malformed if this one does not know the form', () => {
    const texts = ['{}', '"x"', '{"snsMessageId":"s","kind":"verdict"}', '{"snsMessageId":"s","kind":"answers"}'];
    const setAside = texts.map((text) => ({ source: 'feedback', text }));
    expect(readFeedback({ setAside })).toEqual(texts.map(() => ({ kind: 'malformed' })));
  });
});

describe('an invocation', () => {
  const entry = JSON.stringify({
    ...{ notification: { messageId: 'sns-1' }, delivery: { deliveryId: 'push' }, status: 'SUCCESS' },
  });
  const read: LogVerdict = { ...accepted, platform: null, publishedAt: null };
  const logs = (batch: unknown) => ({ awslogs: { data: gzipSync(JSON.stringify(batch)).toString('base64') } });

  it('brings log entries, zipped', () => {
    const batch = { messageType: 'DATA_MESSAGE', logEvents: [{ id: '1', timestamp: 1, message: entry }, { id: 2 }] };
    expect(readFeedback(logs(batch))).toEqual([read, { kind: 'malformed' }]);
    expect(readFeedback(logs({ messageType: 'CONTROL_MESSAGE', logEvents: [{ message: 'x' }] }))).toEqual([]);
  });

  it('or notifications of the failures topic', () => {
    const Message = JSON.stringify({ EventType: 'DeliveryFailure', MessageId: 'sns-1', FailureType: 'Throttled' });
    expect(readFeedback({ Records: [{ Sns: { Message } }, { Sns: {} }] })).toEqual([
      event({ status: 'FAILED', reason: 'THROTTLED' }),
      { kind: 'malformed' },
    ]);
  });

  it('or anything at all, which is malformed and no error', () => {
    fc.assert(
      fc.property(fc.anything(), (event) => {
        expect(Array.isArray(readFeedback(event))).toBe(true);
      }),
    );
    for (const data of ['', 'not base64 ∂', Buffer.from('plain').toString('base64'), 7]) {
      expect(readFeedback({ awslogs: { data } })).toEqual([{ kind: 'malformed' }]);
    }
  });
});
