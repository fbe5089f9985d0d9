import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import { LONGEST_DELAY_SECONDS } from '../rules/delivery/retryPause.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { Delivered, Undelivered } from './Delivered.ts';
import type { DeliveryLedger } from './DeliveryLedger.ts';
import type { DeviceDirectory } from './DeviceDirectory.ts';
import { heldFor, type Ports as SendPorts, sendClaimed } from './sendClaimed.ts';

export interface Ports extends SendPorts {
  readonly ledger: DeliveryLedger;
  readonly devices: Pick<DeviceDirectory, 'read' | 'disable' | 'noteGone'>;
}

/**
 * A claim lasts longer than the longest call to SNS. If an invocation dies with a claim, its delivery waits this long.
 * A push can repeat only if the process dies after SNS accepts it and before we record that.
 */
export const CLAIM_MILLISECONDS = 20_000;
/** Claims of a device that keeps changing, before the delivery is left for later. */
const READDRESSINGS = 3;

const done: Delivered = { kind: 'done' };
const whenClaimEnds: Undelivered = { kind: 'later', seconds: CLAIM_MILLISECONDS / 1000 };

/**
 * Sends one queued delivery: claims it, sends it, records the outcome. May be repeated at any time.
 * What SNS does not take now is `later` until the message expires. `jitter`: from 0 to 1, the same for a piece of work.
 */
export async function deliverOne(
  ports: Ports,
  message: MessageRow,
  row: DeliveryRow,
  jitter: number,
): Promise<Delivered> {
  const { clock, ledger, devices, gate } = ports;
  let current = row;
  for (let round = 0; round < READDRESSINGS; round += 1) {
    const now = clock.now();
    if (Date.parse(message.expiresAt) <= now) {
      await ledger.endUnsent(current, { status: 'EXPIRED', reason: 'TTL_EXPIRED' }, now);
      return done;
    }
    // Work that came twice does not shorten a pause.
    if (row.retryAt !== undefined && row.retryAt > now) {
      return { kind: 'later', seconds: Math.min(LONGEST_DELAY_SECONDS, Math.ceil((row.retryAt - now) / 1000)) };
    }
    const admission = await gate.admit(current, now);
    if (admission.kind === 'held') return heldFor(admission.seconds, message, now, jitter);
    const until = now + CLAIM_MILLISECONDS;
    const claim = await ledger.claim(current, until, now);
    if (claim.kind === 'done') return done;
    if (claim.kind === 'taken') return whenClaimEnds;
    if (claim.kind === 'claimed') return sendClaimed(ports, message, current, { until, jitter });
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
