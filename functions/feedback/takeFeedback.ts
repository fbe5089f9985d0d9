import type { DeliveryReason } from '../../schema/generated/types.ts';
import type { DeliveryLedger } from '../delivery/DeliveryLedger.ts';
import { inParallel } from '../delivery/inParallel.ts';
import type { Clock } from '../rules/Clock.ts';
import { meansDeadToken } from '../rules/delivery/deliveryStatus.ts';
import type { Feedback, Verdict } from '../rules/feedback/Feedback.ts';
import { platformOf } from '../rules/feedback/failedAddress.ts';
import type { ApprovalPushes } from './ApprovalPushes.ts';
import type { DeliveryIndex, IndexedPush } from './DeliveryIndex.ts';
import { type Ports as DisablePorts, disableHolder } from './disableHolder.ts';

export interface Ports extends DisablePorts {
  readonly clock: Clock;
  readonly index: DeliveryIndex;
  readonly ledger: Pick<DeliveryLedger, 'answer' | 'read'>;
  readonly approvalPushes: ApprovalPushes;
  /** Waits this many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** The outcomes of a batch of feedback: each number counts entries. */
export interface Taken {
  readonly moved: number;
  /** It concerns no delivery, and disabled a device. */
  readonly disabled: number;
  /** The delivery or device was further along already. */
  readonly stale: number;
  readonly unrelated: number;
  readonly malformed: number;
  /** The ledger does not know the publication yet: the entry must come again. */
  readonly unknown: number;
}

type Entry<Kind extends Feedback['kind']> = Extract<Feedback, { readonly kind: Kind }>;

const PARALLEL = 10;
/** Milliseconds before each look for a delivery that is not indexed yet. The index rarely lags more. */
const LOOKS = [0, 100, 300, 900] as const;

/**
 * Moves deliveries on as SNS reports, and disables devices whose tokens are dead.
 * Entries may come twice, in any order, and from both sources. The ledger only moves forward, and a device is disabled
 * only while it has the address that failed.
 */
export async function takeFeedback(ports: Ports, feedback: readonly Feedback[]): Promise<Taken> {
  const counts = { moved: 0, disabled: 0, stale: 0, unrelated: 0, malformed: 0, unknown: 0 };
  await inParallel(feedback, PARALLEL, async (entry) => {
    counts[await takeOne(ports, entry)] += 1;
  });
  return counts;
}

async function takeOne(ports: Ports, entry: Feedback): Promise<keyof Taken> {
  switch (entry.kind) {
    case 'unrelated':
    case 'malformed':
      return entry.kind;
    case 'dead address':
      return (await disableHolder(ports, entry.failed, entry.reason)) ? 'disabled' : 'stale';
    case 'doubtful token':
      return takeDoubtfulToken(ports, entry);
    case 'verdict':
      return entry.source === 'log' ? takeLogEntry(ports, entry) : takeEvent(ports, entry.snsMessageId, entry.verdict);
  }
}

/** Takes an entry about a single push: of a delivery, of its earlier attempt, of an approval, or not known yet. */
async function takeLogEntry(
  ports: Ports,
  { snsMessageId, verdict, failed }: Extract<Entry<'verdict'>, { readonly source: 'log' }>,
): Promise<keyof Taken> {
  for (const milliseconds of LOOKS) {
    if (milliseconds > 0) await ports.pause(milliseconds);
    const push = await ports.index.bySnsMessageId(snsMessageId);
    if (push?.kind === 'delivery') return moveOn(ports, push, snsMessageId, verdict);
    if (push === null && !(await ports.approvalPushes.has(snsMessageId))) continue;
    const dead = failed !== undefined && verdict.status === 'FAILED';
    if (dead && (await disableHolder(ports, failed, verdict.reason))) return 'disabled';
    return push === null ? 'unrelated' : 'stale';
  }
  return 'unknown';
}

/** Takes an event. If it names no delivery, it is a topic's or too early: the log has it too, and comes again. */
async function takeEvent(ports: Ports, snsMessageId: string, verdict: Verdict): Promise<keyof Taken> {
  const push = await ports.index.bySnsMessageId(snsMessageId);
  if (push === null) return 'unrelated';
  return push.kind === 'earlier' ? 'stale' : moveOn(ports, push, snsMessageId, verdict);
}

async function takeDoubtfulToken(
  ports: Ports,
  { snsMessageId, endpointArn }: Entry<'doubtful token'>,
): Promise<keyof Taken> {
  const state = await ports.endpoints.read(endpointArn);
  if (state === null || state.enabled) return 'unrelated';
  const reason = 'INVALID_TOKEN';
  const platform = platformOf(endpointArn);
  const failed = platform && { endpointArn, platform, tokenHash: state.tokenHash, publishedAt: null };
  const disabled = failed !== null && (await disableHolder(ports, failed, reason));
  const taken = await takeEvent(ports, snsMessageId, { status: 'FAILED', reason });
  return disabled && taken !== 'moved' ? 'disabled' : taken;
}

type Delivery = Extract<IndexedPush, { readonly kind: 'delivery' }>;

async function moveOn(ports: Ports, delivery: Delivery, snsMessageId: string, verdict: Verdict): Promise<keyof Taken> {
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
