import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryRow } from '../../../functions/domain/delivery/DeliveryRow.ts';
import { supersedes } from '../../../functions/domain/delivery/deliveryStatus.ts';
import type { Feedback } from '../../../functions/domain/feedback/Feedback.ts';
import { readFeedback } from '../../../functions/feedback/readFeedback.ts';
import { type Ports, takeFeedback } from '../../../functions/feedback/takeFeedback.ts';

const endpointArn = 'arn:aws:sns:us-east-1:111122223333:endpoint/GCM/app/1';

/** One delivery, sent, and its device; SNS and the ledger around it. */
class World implements Ports {
  row: Pick<DeliveryRow, 'status' | 'reason'> = { status: 'SENT' };
  readonly device = { addressVersion: 3, status: 'ENABLED' };
  sentToVersion = 3;
  endpointDisabled = false;
  /** Looks that find nothing before the index knows the delivery. */
  lag = 0;
  readonly pauses: number[] = [];

  readonly clock = { now: () => 0 };
  readonly pause = async (milliseconds: number) => {
    this.pauses.push(milliseconds);
  };
  readonly index = {
    bySnsMessageId: async (snsMessageId: string) => {
      this.lag -= 1;
      return snsMessageId === 'sns-1' && this.lag < 0 ? { messageId: 'm', deviceId: 'd' } : null;
    },
  };
  readonly endpoints = { isDisabled: async (arn: string) => arn === endpointArn && this.endpointDisabled };
  readonly ledger: Ports['ledger'] = {
    move: async (_, { status, reason }) => {
      if (!supersedes(status, this.row.status)) return false;
      this.row = reason === undefined ? { status } : { status, reason };
      return true;
    },
    read: async () => [{ userId: 'u', deviceId: 'd', addressVersion: this.sentToVersion } as DeliveryRow],
  };
  readonly devices: Ports['devices'] = {
    disable: async (_user, _device, addressVersion) => {
      if (addressVersion !== this.device.addressVersion || this.device.status !== 'ENABLED') return false;
      this.device.status = 'DISABLED';
      return true;
    },
  };
}

let world: World;
beforeEach(() => {
  world = new World();
});

const verdict = (entry: Extract<Feedback, { kind: 'verdict' }>['verdict'], snsMessageId = 'sns-1'): Feedback => ({
  kind: 'verdict',
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
    expect(taken).toEqual({ moved: 1, stale: 0, unrelated: 1, malformed: 1, unknown: 0 });
  });
});

describe('an invocation', () => {
  const entry = JSON.stringify({ notification: { messageId: 'sns-1' }, delivery: {}, status: 'SUCCESS' });
  const logs = (batch: unknown) => ({ awslogs: { data: gzipSync(JSON.stringify(batch)).toString('base64') } });

  it('brings log entries, zipped', () => {
    const batch = { messageType: 'DATA_MESSAGE', logEvents: [{ id: '1', timestamp: 1, message: entry }, { id: 2 }] };
    expect(readFeedback(logs(batch))).toEqual([accepted, { kind: 'malformed' }]);
    expect(readFeedback(logs({ messageType: 'CONTROL_MESSAGE', logEvents: [{ message: 'x' }] }))).toEqual([]);
  });

  it('or notifications of the failures topic', () => {
    const Message = JSON.stringify({ EventType: 'DeliveryFailure', MessageId: 'sns-1', FailureType: 'Throttled' });
    expect(readFeedback({ Records: [{ Sns: { Message } }, { Sns: {} }] })).toEqual([
      verdict({ status: 'FAILED', reason: 'THROTTLED' }),
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
