import type { DeliveryLedger, DeliveryReference } from '../delivering/DeliveryLedger.ts';
import type { DeviceDirectory } from '../delivering/DeviceDirectory.ts';
import { inParallel } from '../delivering/inParallel.ts';
import type { Clock } from '../domain/Clock.ts';
import { meansDeadToken } from '../domain/delivery/deliveryStatus.ts';
import type { Feedback, Verdict } from '../domain/feedback/Feedback.ts';
import type { DeliveryIndex } from './DeliveryIndex.ts';
import type { EndpointStates } from './EndpointStates.ts';

export interface Ports {
  readonly clock: Clock;
  readonly index: DeliveryIndex;
  readonly ledger: Pick<DeliveryLedger, 'move' | 'read'>;
  readonly devices: Pick<DeviceDirectory, 'disable'>;
  readonly endpoints: EndpointStates;
  /** Waits, in milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** What became of a batch of feedback; each number counts entries. */
export interface Taken {
  readonly moved: number;
  /** Told before, or overtaken by something later. */
  readonly stale: number;
  readonly unrelated: number;
  readonly malformed: number;
  /** The ledger does not know the publication, or not yet: to be tried again. */
  readonly unknown: number;
}

const PARALLEL = 10;
/** Milliseconds between looks for a delivery that is not indexed yet: index and recorder are seldom further behind. */
const LOOKS = [0, 100, 300, 900] as const;

/**
 * Moves deliveries on as SNS reports. Entries may come twice, in any order, and from both sources: the ledger only moves forward, and a device is
 * disabled only while it has the address that failed.
 */
export async function takeFeedback(ports: Ports, feedback: readonly Feedback[]): Promise<Taken> {
  const counts = { moved: 0, stale: 0, unrelated: 0, malformed: 0, unknown: 0 };
  await inParallel(feedback, PARALLEL, async (entry) => {
    counts[await takeOne(ports, entry)] += 1;
  });
  return counts;
}

async function takeOne(ports: Ports, entry: Feedback): Promise<keyof Taken> {
  if (entry.kind === 'unrelated' || entry.kind === 'malformed') return entry.kind;
  const verdict = await verdictOf(ports, entry);
  // The delivery-status log has the push service's own words.
  if (verdict === null) return 'unrelated';
  const delivery = await find(ports, entry.snsMessageId);
  if (delivery === null) return 'unknown';
  // The device first: had this ended after the move, a repetition would still have to find out which device it was.
  if (verdict.status === 'FAILED' && meansDeadToken(verdict.reason)) await disableDevice(ports, delivery, verdict);
  const moved = await ports.ledger.move(delivery, verdict, ports.clock.now());
  return moved ? 'moved' : 'stale';
}

async function verdictOf(
  { endpoints }: Ports,
  entry: Extract<Feedback, { readonly kind: 'verdict' | 'doubtful token' }>,
): Promise<Verdict | null> {
  if (entry.kind === 'verdict') return entry.verdict;
  const dead = await endpoints.isDisabled(entry.endpointArn);
  return dead ? { status: 'FAILED', reason: 'INVALID_TOKEN' } : null;
}

async function find({ index, pause }: Ports, snsMessageId: string): Promise<DeliveryReference | null> {
  for (const milliseconds of LOOKS) {
    if (milliseconds > 0) await pause(milliseconds);
    const delivery = await index.bySnsMessageId(snsMessageId);
    if (delivery !== null) return delivery;
  }
  return null;
}

async function disableDevice(
  { ledger, devices }: Ports,
  { messageId, deviceId }: DeliveryReference,
  { reason }: Extract<Verdict, { readonly status: 'FAILED' }>,
): Promise<void> {
  const [row] = await ledger.read(messageId, [deviceId]);
  if (row !== undefined) await devices.disable(row.userId, row.deviceId, row.addressVersion, reason);
}
