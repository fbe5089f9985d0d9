import { Failure } from '../rules/Failure.ts';
import { type JsonObject, parseObject } from '../rules/json.ts';
import { type Grouped, groupQueuesOf } from '../rules/ordering/messageGroups.ts';

/** What waits in a work queue. `faults`: how often it met a passing fault in a row (`putBack`). */
export type Work = Task & { readonly faults?: number };

type Task =
  /** Take a message on, whatever its status: scheduled and due, accepted, half sent, or cancelled. */
  | { readonly kind: 'dispatch'; readonly messageId: string }
  /** Open the deliveries of one shard of a platform's devices, from its checkpoint on. */
  | { readonly kind: 'fanOut'; readonly messageId: string; readonly shard: number }
  /** Send these deliveries. Those of a `large` audience have a queue of their own, so that others do not wait. */
  | {
      readonly kind: 'deliver';
      readonly messageId: string;
      readonly deviceIds: readonly string[];
      readonly large: boolean;
    }
  /** Open a message's failed deliveries again, as the redelivery says, from where it is. */
  | { readonly kind: 'redeliver'; readonly messageId: string; readonly redeliveryId: string }
  /** Look at each delivery of a message, behind the device `after`: its work may be lost, or its answer overdue. */
  | { readonly kind: 'recover'; readonly messageId: string; readonly after?: string }
  /** Publish a message to its standard topic, with others of the same moment. */
  | { readonly kind: 'publish'; readonly messageId: string }
  /** Push a standard topic's message once more to one phone, which SNS could not reach. */
  | { readonly kind: 'pushAgain'; readonly messageId: string; readonly endpointArn: string }
  /** Work off a group queue. `heldUntil`: the pause that ends with this wake-up, in epoch milliseconds. */
  | { readonly kind: 'wake'; readonly groupQueue: string; readonly heldUntil?: number };

/** The work queues. */
export interface WorkQueue {
  /** Durable once it resolves. `delaySeconds`: 0–900. */
  add(work: readonly Work[], delaySeconds?: number): Promise<void>;
}

/** Deliveries in one piece of work, at most. */
const CHUNK = 50;

/** Returns the work that sends these deliveries, at most 50 a piece. */
export function deliverWork(messageId: string, deviceIds: readonly string[], large: boolean): Work[] {
  const work: Work[] = [];
  for (let start = 0; start < deviceIds.length; start += CHUNK) {
    work.push({ kind: 'deliver', messageId, deviceIds: deviceIds.slice(start, start + CHUNK), large });
  }
  return work;
}

/** Returns a wake-up for each group queue that the message entered when it was accepted. */
export function wakesOf(message: Grouped): Work[] {
  return groupQueuesOf(message).map((groupQueue) => ({ kind: 'wake', groupQueue }));
}

/** Parses the body of a queue's message. Throws a Failure if it is not work. */
export function parseWork(body: string): Work {
  const members = parseObject(body);
  const { kind } = members ?? {};
  const task = members !== null && isKind(kind) ? parsers[kind](members) : null;
  if (task === null) throw new Failure('The queue brought something that is not work.');
  return members?.faults === undefined ? task : { ...task, faults: Number(members.faults) };
}

const parsers: Readonly<Record<Work['kind'], (members: JsonObject) => Task | null>> = {
  dispatch: ({ messageId }) => (typeof messageId === 'string' ? { kind: 'dispatch', messageId } : null),
  fanOut: ({ messageId, shard }) =>
    typeof messageId === 'string' && typeof shard === 'number' ? { kind: 'fanOut', messageId, shard } : null,
  deliver: ({ messageId, deviceIds, large }) =>
    typeof messageId === 'string' && Array.isArray(deviceIds)
      ? { kind: 'deliver', messageId, deviceIds: deviceIds.map(String), large: large === true }
      : null,
  redeliver: ({ messageId, redeliveryId }) =>
    typeof messageId === 'string' && typeof redeliveryId === 'string'
      ? { kind: 'redeliver', messageId, redeliveryId }
      : null,
  recover: ({ messageId, after }) =>
    typeof messageId === 'string' ? { kind: 'recover', messageId, ...(typeof after === 'string' && { after }) } : null,
  pushAgain: ({ messageId, endpointArn }) =>
    typeof messageId === 'string' && typeof endpointArn === 'string'
      ? { kind: 'pushAgain', messageId, endpointArn }
      : null,
  publish: ({ messageId }) => (typeof messageId === 'string' ? { kind: 'publish', messageId } : null),
  wake({ groupQueue, heldUntil }) {
    if (typeof groupQueue !== 'string') return null;
    return heldUntil === undefined
      ? { kind: 'wake', groupQueue }
      : { kind: 'wake', groupQueue, heldUntil: Number(heldUntil) };
  },
};

function isKind(kind: unknown): kind is Work['kind'] {
  return typeof kind === 'string' && Object.hasOwn(parsers, kind);
}
