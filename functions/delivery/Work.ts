import { orderGroups } from '../rules/ordering/orderGroups.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';

/** What waits in a queue. */
export type Work =
  /** Take the message on from wherever it stands: scheduled and due, accepted, half sent, cancelled. */
  | { readonly kind: 'dispatch'; readonly messageId: string }
  /** Make the deliveries of one shard of a platform's devices, from its checkpoint on. */
  | { readonly kind: 'fanOut'; readonly messageId: string; readonly shard: number }
  /** Send these deliveries. Those of a large audience go by a lane of their own, so that nothing waits behind them. */
  | {
      readonly kind: 'deliver';
      readonly messageId: string;
      readonly deviceIds: readonly string[];
      readonly large: boolean;
    }
  /** Work off a group of messages that are sent in order. `heldUntil`: the pause that ends with this, in epoch milliseconds. */
  | { readonly kind: 'wake'; readonly group: string; readonly heldUntil?: number };

/** The queues. */
export interface WorkQueue {
  /** Durable once it resolves. `delaySeconds`: 0–900. */
  add(work: readonly Work[], delaySeconds?: number): Promise<void>;
}

/** Deliveries a piece of work has at most. */
const CHUNK = 50;

export function deliverWork(messageId: string, deviceIds: readonly string[], large: boolean): Work[] {
  const work: Work[] = [];
  for (let start = 0; start < deviceIds.length; start += CHUNK) {
    work.push({ kind: 'deliver', messageId, deviceIds: deviceIds.slice(start, start + CHUNK), large });
  }
  return work;
}

/** What has a message's groups worked off. */
export function wakesOf(message: Pick<MessageRow, 'audience' | 'options'>): Work[] {
  return orderGroups(message).map((group) => ({ kind: 'wake', group }));
}

/** What a queue brings, if it is work. Throws an Error for anything else. */
export function parseWork(body: string): Work {
  const work: unknown = JSON.parse(body);
  if (typeof work !== 'object' || work === null || !('kind' in work)) throw new Error('no work');
  const { kind } = work;
  if (kind === 'wake' && 'group' in work && typeof work.group === 'string') {
    const { group } = work;
    return 'heldUntil' in work ? { kind, group, heldUntil: Number(work.heldUntil) } : { kind, group };
  }
  const messageId = 'messageId' in work ? work.messageId : undefined;
  if (typeof messageId !== 'string') throw new Error('work without a message');
  if (kind === 'dispatch') return { kind, messageId };
  if (kind === 'fanOut' && 'shard' in work && typeof work.shard === 'number') {
    return { kind, messageId, shard: work.shard };
  }
  if (kind === 'deliver' && 'deviceIds' in work && Array.isArray(work.deviceIds)) {
    return { kind, messageId, deviceIds: work.deviceIds.map(String), large: 'large' in work && work.large === true };
  }
  throw new Error('unknown work');
}
