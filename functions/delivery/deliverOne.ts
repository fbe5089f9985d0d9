import type { Clock } from '../rules/Clock.ts';
import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import { meansDeadToken } from '../rules/delivery/deliveryStatus.ts';
import { chooseText } from '../rules/publishing/chooseText.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { renderPayload } from '../rules/publishing/renderPayload.ts';
import type { DeliveryLedger } from './DeliveryLedger.ts';
import type { DeviceDirectory } from './DeviceDirectory.ts';
import type { PlatformGate } from './PlatformGate.ts';
import type { PushSender } from './PushSender.ts';

export interface Ports {
  readonly clock: Clock;
  readonly ledger: DeliveryLedger;
  readonly devices: Pick<DeviceDirectory, 'read' | 'disable'>;
  readonly sender: PushSender;
  /** Asked before each claim. */
  readonly gate: PlatformGate;
}

/**
 * `done`: this invocation has nothing left to do. `later`: try again after so many seconds. `held`: the platform's
 * breaker is open, look again after so many seconds at most (`holdSeconds`).
 */
export type Delivered = { readonly kind: 'done' } | { readonly kind: 'later' | 'held'; readonly seconds: number };

/**
 * A claim lasts longer than the longest call to SNS. If an invocation dies with a claim, its delivery waits this long.
 * A push can repeat only if the process dies after SNS accepts it and before we record that.
 */
export const CLAIM_MILLISECONDS = 20_000;
/** Claims of a device that keeps changing, before the delivery is left for later. */
const READDRESSINGS = 3;
/** Attempts before a delivery ends with SNS's last reason. With the pauses between them they take four minutes. */
export const MOST_ATTEMPTS = 8;

const done: Delivered = { kind: 'done' };
const whenClaimEnds: Delivered = { kind: 'later', seconds: CLAIM_MILLISECONDS / 1000 };

/** Sends one queued delivery: claims it, sends it, records the outcome. May be repeated at any time. */
export async function deliverOne(ports: Ports, message: MessageRow, row: DeliveryRow): Promise<Delivered> {
  const { clock, ledger, devices, gate } = ports;
  let current = row;
  for (let round = 0; round < READDRESSINGS; round += 1) {
    const now = clock.now();
    if (Date.parse(message.expiresAt) <= now) {
      await ledger.endUnsent(current, { status: 'EXPIRED', reason: 'TTL_EXPIRED' }, now);
      return done;
    }
    const admission = await gate.admit(current, now);
    if (admission.kind === 'held') return admission;
    const until = now + CLAIM_MILLISECONDS;
    const claim = await ledger.claim(current, until, now);
    if (claim.kind === 'done') return done;
    if (claim.kind === 'taken') return whenClaimEnds;
    if (claim.kind === 'claimed') return sendClaimed(ports, message, current, until);
    const device = await devices.read(current.userId, current.deviceId);
    if (device === null || device.status === 'DISABLED') {
      const reason = device === null ? 'DEVICE_GONE' : 'ENDPOINT_DISABLED';
      await ledger.endUnsent(current, { status: 'SUPPRESSED', reason }, now);
      return done;
    }
    const { endpointArn, addressVersion, platform } = device;
    current = { ...current, endpointArn, addressVersion, platform };
    await ledger.readdress(current, { endpointArn, addressVersion, platform });
  }
  return whenClaimEnds;
}

async function sendClaimed(ports: Ports, message: MessageRow, row: DeliveryRow, until: number): Promise<Delivered> {
  const { clock, ledger, devices, gate, sender } = ports;
  const { options, content } = message;
  const timeToLive = Math.max(0, Math.floor((Date.parse(message.expiresAt) - clock.now()) / 1000));
  const payload = renderPayload(row.platform, {
    content,
    options,
    text: chooseText(content, row.locale),
    messageId: message.id,
    deliveryId: row.id,
    timeToLive,
    sequence: message.sequence ?? null,
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
    return done;
  }
  // SNS takes no push of the platform at all, and does not have this one.
  if (outcome.reason === 'CREDENTIALS_INVALID') {
    const admission = await gate.refused(row, clock.now());
    await ledger.release(row, until);
    return admission.kind === 'held' ? admission : whenClaimEnds;
  }
  const attempts = row.attempts + 1 - (row.earlierAttempts ?? 0);
  if (outcome.kind === 'later' && attempts < MOST_ATTEMPTS) {
    await ledger.release(row, until);
    return { kind: 'later', seconds: 2 ** attempts };
  }
  // The device first: after a crash between the two, the delivery is still queued and this runs again.
  if (meansDeadToken(outcome.reason)) await devices.disable(row, outcome.reason);
  await ledger.endUnsent(row, { status: 'FAILED', reason: outcome.reason }, clock.now(), until);
  return done;
}
