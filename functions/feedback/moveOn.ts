import type { DeliveryReason } from '../../schema/generated/types.ts';
import type { DeliveryLedger } from '../delivery/DeliveryLedger.ts';
import type { DeviceDirectory } from '../delivery/DeviceDirectory.ts';
import type { Clock } from '../rules/Clock.ts';
import { meansDeadToken } from '../rules/delivery/deliveryStatus.ts';
import type { Verdict } from '../rules/feedback/Feedback.ts';
import type { IndexedPush } from './DeliveryIndex.ts';

export interface Ports {
  readonly clock: Clock;
  readonly ledger: Pick<DeliveryLedger, 'answer' | 'read'>;
  readonly devices: Pick<DeviceDirectory, 'disable'>;
}

type Delivery = Extract<IndexedPush, { readonly kind: 'delivery' }>;

/** Moves a delivery on by what the push service said of its push. Disables the device of a dead token. */
export async function moveOn(
  ports: Ports,
  delivery: Delivery,
  snsMessageId: string,
  verdict: Verdict,
): Promise<'moved' | 'stale'> {
  // The device first: after a crash between the two, the move is still to do and this runs again.
  if (verdict.status === 'FAILED' && meansDeadToken(verdict.reason)) {
    await disableDevice(ports, delivery, snsMessageId, verdict.reason);
  }
  const moved = await ports.ledger.answer(delivery, snsMessageId, verdict, ports.clock.now());
  return moved ? 'moved' : 'stale';
}

/** Disables the device if it still has the address that this push went to: a later attempt has its own. */
async function disableDevice(
  { ledger, devices }: Ports,
  { messageId, deviceId }: Delivery,
  snsMessageId: string,
  reason: DeliveryReason,
): Promise<void> {
  const [row] = await ledger.read(messageId, [deviceId]);
  if (row?.snsMessageId === snsMessageId) await devices.disable(row, reason);
}
