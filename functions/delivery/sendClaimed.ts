import { holdSeconds } from '../rules/breaker/holdSeconds.ts';
import type { Clock } from '../rules/Clock.ts';
import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import { meansDeadToken } from '../rules/delivery/deliveryStatus.ts';
import { retryPause } from '../rules/delivery/retryPause.ts';
import { chooseText } from '../rules/publishing/chooseText.ts';
import { collapseIdOf } from '../rules/publishing/collapseIdOf.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { renderPayload } from '../rules/publishing/renderPayload.ts';
import type { Delivered, Undelivered } from './Delivered.ts';
import type { DeliveryLedger } from './DeliveryLedger.ts';
import type { DeviceDirectory } from './DeviceDirectory.ts';
import type { PlatformGate } from './PlatformGate.ts';
import type { PushSender } from './PushSender.ts';

export interface Ports {
  readonly clock: Clock;
  readonly ledger: Pick<DeliveryLedger, 'endUnsent' | 'move' | 'release'>;
  readonly devices: Pick<DeviceDirectory, 'disable' | 'noteGone'>;
  readonly sender: PushSender;
  /** Asked before each claim. */
  readonly gate: PlatformGate;
}

/**
 * Of a call to SNS, with its connection (`snsForSending`). One that begins later may end after its claim, when others
 * may send too.
 */
const LONGEST_CALL_MILLISECONDS = 12_000;

const done: Delivered = { kind: 'done' };

/** A claimed attempt. */
interface Attempt {
  /** When the claim ends, in epoch milliseconds. */
  readonly until: number;
  readonly jitter: number;
}

/** Sends a delivery that the caller has claimed, and records the outcome. */
export async function sendClaimed(
  ports: Ports,
  message: MessageRow,
  row: DeliveryRow,
  { until, jitter }: Attempt,
): Promise<Delivered> {
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
  const request = {
    endpointArn: row.endpointArn,
    platform: row.platform,
    payload: JSON.stringify(payload),
    timeToLive,
    highPriority: options.priority === 'HIGH',
    background: options.pushType === 'BACKGROUND',
    collapseId: collapseIdOf(options, message.id),
  };
  const outcome = await sender.send(request, until - LONGEST_CALL_MILLISECONDS);
  if (outcome.kind === 'sent') {
    await ledger.move(row, { status: 'SENT', snsMessageId: outcome.snsMessageId }, clock.now());
    return done;
  }
  const now = clock.now();
  // SNS takes no push of the platform at all. The gate says when to look again.
  if (outcome.reason === 'CREDENTIALS_INVALID') {
    const admission = await gate.refused(row, now);
    await ledger.release(row, until, { reason: outcome.reason, at: now });
    return admission.kind === 'held' ? heldFor(admission.seconds, message, now, jitter) : { kind: 'later', seconds: 1 };
  }
  if (outcome.kind === 'gone') await devices.noteGone(row, now);
  if (outcome.kind !== 'refused') {
    const attempts = row.attempts + 1 - (row.earlierAttempts ?? 0);
    const seconds = retryPause(attempts, jitter, (Date.parse(message.expiresAt) - now) / 1000);
    await ledger.release(row, until, { reason: outcome.reason, at: now + seconds * 1000 });
    return { kind: 'later', seconds };
  }
  // The device first: after a crash between the two, the delivery is still queued and this runs again.
  if (meansDeadToken(outcome.reason)) await devices.disable(row, outcome.reason);
  await ledger.endUnsent(row, { status: 'FAILED', reason: outcome.reason }, clock.now(), until);
  return done;
}

/** Returns how long a delivery waits whose platform is held, `most` seconds at most and no longer than it lives. */
export function heldFor(most: number, { expiresAt }: MessageRow, now: number, jitter: number): Undelivered {
  return { kind: 'held', seconds: holdSeconds(most, Date.parse(expiresAt) - now, jitter) };
}
