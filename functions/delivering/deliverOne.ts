import type { Clock } from '../domain/Clock.ts';
import type { DeliveryRow } from '../domain/delivery/DeliveryRow.ts';
import { meansDeadToken } from '../domain/delivery/deliveryStatus.ts';
import { chooseText } from '../domain/message/chooseText.ts';
import type { MessageRow } from '../domain/message/MessageRow.ts';
import { renderPayload } from '../domain/message/renderPayload.ts';
import type { DeliveryLedger } from './DeliveryLedger.ts';
import type { DeviceDirectory } from './DeviceDirectory.ts';
import type { PushOutcome, PushSender } from './PushSender.ts';

export interface Ports {
  readonly clock: Clock;
  readonly ledger: DeliveryLedger;
  readonly devices: DeviceDirectory;
  readonly sender: PushSender;
}

/** What became of one delivery: settled for this invocation, or to be tried again later. */
export type Delivered =
  | { readonly kind: 'done' }
  | { readonly kind: 'later'; readonly reason: PushOutcome['kind'] | 'taken' };

/**
 * A claim outlives the longest call to SNS. An invocation that dies holding one delays that delivery by this much; one that dies between SNS's answer
 * and its record sends it a second time: the at-least-once window that remains.
 */
const CLAIM_MILLISECONDS = 20_000;
/** A device that keeps changing while it is claimed is left for later. */
const READDRESSINGS = 3;
/** Times a delivery is handed to SNS before it ends with SNS's last word. */
export const MOST_ATTEMPTS = 6;

/** Sends one queued delivery: claim, send, record. Safe to call again at any point. */
export async function deliverOne(ports: Ports, message: MessageRow, row: DeliveryRow): Promise<Delivered> {
  const { clock, ledger, devices } = ports;
  let current = row;
  for (let round = 0; round < READDRESSINGS; round += 1) {
    const now = clock.now();
    if (Date.parse(message.expiresAt) <= now) {
      await ledger.move(current, { status: 'EXPIRED', reason: 'TTL_EXPIRED' }, now);
      return { kind: 'done' };
    }
    const claim = await ledger.claim(current, now + CLAIM_MILLISECONDS, now);
    if (claim.kind === 'settled') return { kind: 'done' };
    if (claim.kind === 'taken') return { kind: 'later', reason: 'taken' };
    if (claim.kind === 'claimed') return sendClaimed(ports, message, current);
    const device = await devices.read(current.userId, current.deviceId);
    if (device === null || device.status === 'DISABLED') {
      const reason = device === null ? 'DEVICE_GONE' : 'ENDPOINT_DISABLED';
      await ledger.move(current, { status: 'SUPPRESSED', reason }, now);
      return { kind: 'done' };
    }
    const { endpointArn, addressVersion, platform } = device;
    current = { ...current, endpointArn, addressVersion, platform };
    await ledger.readdress(current, { endpointArn, addressVersion, platform });
  }
  return { kind: 'later', reason: 'taken' };
}

async function sendClaimed(ports: Ports, message: MessageRow, row: DeliveryRow): Promise<Delivered> {
  const { clock, ledger, devices, sender } = ports;
  const { options, content } = message;
  const timeToLive = Math.max(0, Math.floor((Date.parse(message.expiresAt) - clock.now()) / 1000));
  const payload = renderPayload(row.platform, {
    content,
    options,
    text: chooseText(content, row.locale),
    messageId: message.id,
    deliveryId: row.id,
    timeToLive,
  });
  const outcome = await sender.send({
    endpointArn: row.endpointArn,
    platform: row.platform,
    payload: JSON.stringify(payload),
    timeToLive,
    highPriority: options.priority === 'HIGH',
    background: options.pushType === 'BACKGROUND',
    collapseId: options.collapseId,
  });
  if (outcome.kind === 'sent') {
    await ledger.move(row, { status: 'SENT', snsMessageId: outcome.snsMessageId }, clock.now());
    return { kind: 'done' };
  }
  if (outcome.kind === 'later' && row.attempts + 1 < MOST_ATTEMPTS) {
    await ledger.release(row);
    return { kind: 'later', reason: 'later' };
  }
  await ledger.move(row, { status: 'FAILED', reason: outcome.reason }, clock.now());
  if (meansDeadToken(outcome.reason)) {
    await devices.disable(row.userId, row.deviceId, row.addressVersion, outcome.reason);
  }
  return { kind: 'done' };
}
