import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cancelDeliveries, type Ports } from '../../functions/publishing/cancelDeliveries.ts';
import type { DeliveryRow } from '../../functions/rules/delivery/DeliveryRow.ts';
import { InMemoryLedger } from '../delivery/InMemoryLedger.ts';
import { START, sampleMessage, sampleRow } from '../delivery/samples.ts';

const message = sampleMessage({ status: 'CANCELLED' });

/** Deliveries in these states, of which somebody else cancels some while they are being cancelled. */
async function setUp(states: readonly DeliveryRow['status'][], overtaken: (deviceId: string) => boolean) {
  const ledger = new InMemoryLedger(() => []);
  for (const [index, status] of states.entries()) await ledger.open(sampleRow(`device-${index}`, { status }));
  const ports: Ports = {
    clock: { now: () => START },
    messages: { read: async () => message },
    ledger: {
      read: (id, deviceIds) => ledger.read(id, deviceIds),
      // A page, as DynamoDB gives it.
      async *inStates(id, wanted) {
        const rows: DeliveryRow[] = [];
        for await (const page of ledger.inStates(id, wanted)) rows.push(...page);
        yield rows;
      },
      async endUnsent(row, end, now) {
        if (overtaken(row.deviceId)) await ledger.endUnsent(row, { status: 'CANCELLED' }, now);
        return ledger.endUnsent(row, end, now);
      },
    },
  };
  const cancelled = () => [...ledger.rows.values()].filter(({ status }) => status === 'CANCELLED').length;
  return { cancelled, cancel: () => cancelDeliveries(ports, message.id) };
}

it('counts what is cancelled, whoever did it, and the same when it is repeated', async () => {
  const state = fc.constantFrom<DeliveryRow['status']>('QUEUED', 'SENT', 'FAILED', 'CANCELLED', 'OPENED');
  await fc.assert(
    fc.asyncProperty(fc.array(state, { maxLength: 12 }), fc.func(fc.boolean()), async (states, overtaken) => {
      const { cancel, cancelled } = await setUp(states, overtaken);
      const expected = states.filter((status) => status === 'QUEUED' || status === 'CANCELLED').length;
      for (let call = 0; call < 2; call += 1) {
        expect(await cancel()).toEqual({ message, cancelledDeliveries: expected });
        expect(cancelled()).toBe(expected);
      }
    }),
  );
});

it('does not count what is being sent', async () => {
  const ledger = new InMemoryLedger(() => []);
  await ledger.open(sampleRow('waiting'));
  await ledger.open(sampleRow('claimed', { claimedUntil: START + 20_000 }));
  const ports = { clock: { now: () => START }, messages: { read: async () => message }, ledger };
  expect((await cancelDeliveries(ports, message.id)).cancelledDeliveries).toBe(1);
});
