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
    };

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

/** What a queue brings, if it is work. Throws an Error for anything else. */
export function parseWork(body: string): Work {
  const work: unknown = JSON.parse(body);
  if (typeof work !== 'object' || work === null || !('kind' in work && 'messageId' in work)) throw new Error('no work');
  const { kind, messageId } = work;
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
