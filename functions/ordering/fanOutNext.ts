import type { DeviceDirectory } from '../delivery/DeviceDirectory.ts';
import { inParallel } from '../delivery/inParallel.ts';
import type { MessageStore } from '../delivery/MessageStore.ts';
import { type Ports as OpenPorts, openRows } from '../delivery/openRows.ts';
import type { WorkQueue } from '../delivery/Work.ts';
import type { DeviceRow } from '../rules/devices/DeviceRow.ts';
import { fanOutQueue, followerQueue } from '../rules/keys.ts';
import type { QueuedMessage } from '../rules/ordering/QueuedMessage.ts';
import { takeWithin } from '../rules/ordering/takeWithin.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { matchesFilterPolicy } from '../rules/topics/matchesFilterPolicy.ts';
import type { FollowerRow } from '../rules/topics/TopicRows.ts';
import type { StepResult } from './drainGroupQueue.ts';
import type { FollowerStore } from './FollowerStore.ts';
import type { FanOutProgress, GroupQueues } from './GroupQueues.ts';

export interface Ports extends OpenPorts {
  readonly devices: Pick<DeviceDirectory, 'ofUser'>;
  readonly followers: FollowerStore;
  readonly messages: Pick<MessageStore, 'read' | 'expect' | 'resolve'>;
  readonly groupQueues: GroupQueues;
  readonly queue: WorkQueue;
}

/** Followers a page. A page bounds the memory, whatever the size of the topic. */
const PAGE = 100;
const PARALLEL = 20;

/**
 * Copies the first message of a fan-out queue into the queue of every follower, page by page. A page ends where the
 * ids of its devices would not fit the row.
 * Saves a checkpoint before and after each page, so a crash repeats at most one.
 * At `deadline` (epoch milliseconds) it stops and asks for another wake-up.
 */
export async function fanOutNext(ports: Ports, queued: QueuedMessage, deadline: number): Promise<StepResult> {
  const { clock, followers, messages, groupQueues, queue } = ports;
  const found = await messages.read(queued.messageId);
  const fanOut = fanOutOf(queued, found);
  if (fanOut === null) {
    await wakePending(ports, queued, found);
    return 'done';
  }
  const { message, topicId } = fanOut;
  let progress: FanOutProgress = {
    reached: queued.reached,
    opened: queued.opened ?? 0,
    pending: queued.pending ?? {},
  };
  for (;;) {
    if (clock.now() >= deadline) {
      await queue.add([{ kind: 'wake', groupQueue: queued.groupQueue }]);
      return 'waiting';
    }
    const page = await followers.page(topicId, progress.reached, PAGE);
    const copied = await copyToFollowers(ports, fanOut, progress, page.followers);
    if (copied === null) {
      await wakePending(ports, queued, message);
      return 'done';
    }
    const reached = copied.all ? page.cursor : copied.last;
    progress = { reached, opened: progress.opened + copied.opened, pending: {} };
    if (reached === undefined) break;
    await groupQueues.checkpoint(queued, progress);
  }
  await messages.expect(message.id, progress.opened, message.ttl);
  await messages.resolve(message.id);
  return 'done';
}

/**
 * Wakes the queues that the page before a crash may have copied to. The message was cancelled meanwhile: nobody else
 * takes its copies out.
 */
async function wakePending({ queue }: Ports, queued: QueuedMessage, message: MessageRow | null): Promise<void> {
  const { topicId, groupId } = message?.audience.topic ?? {};
  const userIds = Object.keys(queued.pending ?? {});
  if (!topicId || !groupId || userIds.length === 0) return;
  await queue.add(userIds.map((userId) => ({ kind: 'wake', groupQueue: followerQueue(topicId, groupId, userId) })));
}

interface FanOut {
  readonly queued: QueuedMessage;
  readonly message: MessageRow;
  readonly topicId: string;
  readonly groupId: string;
}

/** Returns null for a message that is fanned out already, cancelled, given up, or another queue's. */
function fanOutOf(queued: QueuedMessage, message: MessageRow | null): FanOut | null {
  const { topicId, groupId } = message?.audience.topic ?? {};
  if (!message || !topicId || !groupId) return null;
  if (fanOutQueue(topicId, groupId) !== queued.groupQueue) return null;
  if (message.status !== 'SENDING' || message.resolved === true) return null;
  return { queued, message, topicId, groupId };
}

interface Copied {
  readonly opened: number;
  /** The last follower whose queue has the message. */
  readonly last: string | undefined;
  /** Whether that is the last of these followers. */
  readonly all: boolean;
}

/** Copies to as many of these followers as one row can hold the devices of. Returns null for a cancelled message. */
async function copyToFollowers(
  ports: Ports,
  { queued, message, topicId, groupId }: FanOut,
  progress: FanOutProgress,
  followers: readonly FollowerRow[],
): Promise<Copied | null> {
  const { groupQueues, queue } = ports;
  const attributes = message.audience.topic?.attributes ?? {};
  const wanted = followers.filter(({ filterPolicy }) => matchesFilterPolicy(filterPolicy, attributes));
  const devices = Map.groupBy(await devicesOf(ports, wanted), ({ userId }) => userId);
  const { byUser, last, all } = takeWithin(
    progress.pending,
    wanted.map(({ userId }) => ({ userId, deviceIds: (devices.get(userId) ?? []).map(({ id }) => id) })),
  );
  await groupQueues.checkpoint(queued, { ...progress, pending: withArrays(byUser) });
  const taken = wanted.slice(0, wanted.findIndex(({ userId }) => userId === last) + 1);
  const rows = await openRows(
    ports,
    message,
    taken.flatMap(({ userId }) => (devices.get(userId) ?? []).filter(({ id }) => byUser.get(userId)?.has(id))),
  );
  if (rows === null) return null;
  await inParallel(byUser, PARALLEL, ([userId, deviceIds]) => {
    const groupQueue = followerQueue(topicId, groupId, userId);
    const copy = { groupQueue, position: queued.position, messageId: message.id };
    return groupQueues.put(copy, [...deviceIds], message.ttl);
  });
  const userIds = [...byUser.keys()];
  await queue.add(userIds.map((userId) => ({ kind: 'wake', groupQueue: followerQueue(topicId, groupId, userId) })));
  return { opened: rows.length, last, all };
}

async function devicesOf({ devices }: Ports, followers: readonly FollowerRow[]): Promise<readonly DeviceRow[]> {
  const found: DeviceRow[] = [];
  await inParallel(followers, PARALLEL, async ({ userId }) => {
    for await (const page of devices.ofUser(userId)) found.push(...page);
  });
  return found;
}

function withArrays(byUser: ReadonlyMap<string, ReadonlySet<string>>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries([...byUser].map(([userId, deviceIds]) => [userId, [...deviceIds]]));
}
