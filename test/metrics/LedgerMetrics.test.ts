import { describe, expect, it } from 'vitest';
import type { DeliveryRow, Transition } from '../../functions/rules/delivery/DeliveryRow.ts';
import { LedgerMetrics } from '../../functions/rules/metrics/LedgerMetrics.ts';
import type { DeliveryChange } from '../../functions/rules/reporting/DeliveryChange.ts';
import type { PushPlatform } from '../../schema/generated/types.ts';

const DUE = '2026-01-01T00:00:00.000Z';

/** A transition so many milliseconds after the message was due. */
const at = (milliseconds: number, status: Transition['status'], reason?: Transition['reason']): Transition => ({
  status,
  at: new Date(Date.parse(DUE) + milliseconds).toISOString(),
  ...(reason === undefined ? {} : { reason }),
});

/** A write that added the transitions after the first `known` ones. */
function change(platform: PushPlatform, transitions: readonly Transition[], known = 0): DeliveryChange {
  const row = (some: readonly Transition[]) =>
    ({ platform, transitions: some, status: some.at(-1)?.status }) as unknown as DeliveryRow;
  return {
    sequenceNumber: '1',
    before: known === 0 ? null : row(transitions.slice(0, known)),
    after: row(transitions),
  };
}

function measured(changes: readonly DeliveryChange[], due: string | null = DUE) {
  const metrics = new LedgerMetrics();
  metrics.add(changes, due);
  return metrics.measurements();
}

describe('metrics of the ledger', () => {
  it('are one measurement a platform and one a reason, for a batch of any number of deliveries', () => {
    const dead = [at(0, 'QUEUED'), at(40, 'SENT'), at(90, 'FAILED', 'INVALID_TOKEN')];
    expect(
      measured([
        change('FCM', [at(0, 'QUEUED'), at(100, 'SENT')]),
        change('FCM', [at(0, 'QUEUED'), at(120, 'SENT')]),
        change('APNS', dead, 1),
        change('APNS', dead, 1),
      ]),
    ).toEqual([
      { dimensions: { Platform: 'FCM' }, values: { DeliveriesSent: 2, TimeToSent: [100, 120], TimeToAnswer: [] } },
      {
        dimensions: { Platform: 'APNS' },
        values: {
          DeliveriesSent: 2,
          DeliveriesFailed: 2,
          DeliveriesToDeadTokens: 2,
          TimeToSent: [40, 40],
          TimeToAnswer: [50, 50],
        },
      },
      { dimensions: { Reason: 'INVALID_TOKEN' }, values: { DeliveriesByReason: 2 } },
    ]);
  });

  it('count what a write added, and nothing for a claim', () => {
    const sent = [at(0, 'QUEUED'), at(10, 'SENT')];
    expect(measured([change('FCM', sent, 2)])).toEqual([]);
    expect(measured([change('FCM', [at(0, 'QUEUED')])])).toEqual([]);
  });

  it('say why SNS did not take a delivery that is tried again, once for each attempt', () => {
    const row = { platform: 'FCM', status: 'QUEUED', transitions: [at(0, 'QUEUED')] } as unknown as DeliveryRow;
    const refused = { ...row, retryAt: 5_000, lastFailure: 'CREDENTIALS_INVALID' } as const;
    const claimed = { ...refused, claimedUntil: 9_000 };
    const changes = [
      { sequenceNumber: '1', before: row, after: refused },
      { sequenceNumber: '2', before: refused, after: claimed },
      { sequenceNumber: '3', before: claimed, after: { ...refused, retryAt: 60_000 } },
    ];
    expect(measured(changes)).toEqual([
      { dimensions: { Reason: 'CREDENTIALS_INVALID' }, values: { DeliveriesByReason: 2 } },
    ]);
  });

  it('time a delivery that was opened again from then on', () => {
    const again = [at(0, 'QUEUED'), at(5, 'FAILED', 'THROTTLED'), at(60_000, 'QUEUED'), at(60_030, 'SENT')];
    expect(measured([change('FCM', again, 3)])).toMatchObject([{ values: { TimeToSent: [30] } }]);
  });

  it('time no answer of a push that nobody answered for', () => {
    const silent = [at(0, 'QUEUED'), at(5, 'SENT'), at(25_200_000, 'FAILED', 'NO_ANSWER')];
    expect(measured([change('FCM', silent, 2)])).toEqual([
      { dimensions: { Platform: 'FCM' }, values: { DeliveriesFailed: 1, TimeToSent: [], TimeToAnswer: [] } },
      { dimensions: { Reason: 'NO_ANSWER' }, values: { DeliveriesByReason: 1 } },
    ]);
  });

  it('time no answer where nobody was asked, and no sending of a message that expired', () => {
    const notSent = [at(0, 'QUEUED'), at(7, 'FAILED', 'PAYLOAD_TOO_LARGE')];
    expect(measured([change('FCM', notSent, 1)])).toMatchObject([
      { values: { DeliveriesFailed: 1, TimeToAnswer: [] } },
      { dimensions: { Reason: 'PAYLOAD_TOO_LARGE' } },
    ]);
    expect(measured([change('FCM', [at(0, 'QUEUED'), at(9, 'SENT')], 1)], null)).toMatchObject([
      { values: { DeliveriesSent: 1, TimeToSent: [] } },
    ]);
  });

  it('have no negative time where two clocks differ, and no reason for what expired', () => {
    const expired = [at(0, 'QUEUED'), at(20, 'SENT'), at(15, 'EXPIRED', 'TTL_EXPIRED')];
    expect(measured([change('APNS_SANDBOX', expired, 2)])).toEqual([
      {
        dimensions: { Platform: 'APNS_SANDBOX' },
        values: { DeliveriesExpired: 1, TimeToSent: [], TimeToAnswer: [0] },
      },
    ]);
  });
});
