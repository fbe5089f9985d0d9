import type { DeviceDirectory } from '../delivery/DeviceDirectory.ts';
import { inParallel } from '../delivery/inParallel.ts';
import type { MessageStore } from '../delivery/MessageStore.ts';
import { type Ports as OpenPorts, openRows } from '../delivery/openRows.ts';
import type { WorkQueue } from '../delivery/Work.ts';
import type { DeviceRow } from '../rules/devices/DeviceRow.ts';
import { fanOutGroup, followerGroup } from '../rules/keys.ts';
import type { OrderRow } from '../rules/ordering/OrderRow.ts';
import { matchesFilterPolicy } from '../rules/topics/matchesFilterPolicy.ts';
import type { FollowerRow } from '../rules/topics/TopicRows.ts';
import type { Turn } from './drainGroup.ts';
import type { FollowerStore } from './FollowerStore.ts';
import type { OrderStore } from './OrderStore.ts';

export interface Ports extends OpenPorts {
  readonly devices: Pick<DeviceDirectory, 'ofUser'>;
  readonly followers: FollowerStore;
  readonly messages: Pick<MessageStore, 'read' | 'expect' | 'resolve'>;
  readonly order: OrderStore;
  readonly queue: WorkQueue;
}

/** Users in memory at once: this, and not the size of the topic, bounds it. */
const PAGE = 100;
const PARALLEL = 20;

/**
 * Puts the first message that SNS handed on of a FIFO topic's group into the lines of the users who follow the topic, page by page; the next message's
 * turn is when this one stands in all of them. Whoever comes after a crash repeats one page, which names the devices whose deliveries it may have opened.
 * At `deadline`, in epoch milliseconds, another wake-up takes over.
 */
export async function fanOutNext(ports: Ports, row: OrderRow, deadline: number): Promise<Turn> {
  const { clock, followers, messages, order, queue } = ports;
  const message = await messages.read(row.messageId);
  const { topicId, groupId, attributes } = message?.audience.topic ?? {};
  if (!message || !topicId || !groupId || fanOutGroup(topicId, groupId) !== row.group) return 'settled';
  // It may come twice, and it may be cancelled by now, or given up.
  if (message.status !== 'SENDING' || message.resolved === true) return 'settled';
  let { reached, opened = 0, pending = {} } = row;
  for (;;) {
    if (clock.now() >= deadline) {
      await queue.add([{ kind: 'wake', group: row.group }]);
      return 'waiting';
    }
    const page = await followers.page(topicId, reached, PAGE);
    const wanted = page.followers.filter(({ filterPolicy }) => matchesFilterPolicy(filterPolicy, attributes ?? {}));
    const devices = await devicesOf(ports, wanted);
    const lines = new Map(Object.entries(pending).map(([userId, ids]) => [userId, new Set(ids)]));
    for (const { userId, id } of devices) lines.set(userId, (lines.get(userId) ?? new Set()).add(id));
    await order.checkpoint(row, { reached, opened, pending: plain(lines) });
    const rows = await openRows(ports, message, devices);
    if (rows === null) return 'settled';
    await inParallel(lines, PARALLEL, ([userId, deviceIds]) => {
      const place = { group: followerGroup(topicId, groupId, userId), position: row.position, messageId: message.id };
      return order.put(place, [...deviceIds], message.ttl);
    });
    await queue.add(
      [...lines.keys()].map((userId) => ({ kind: 'wake', group: followerGroup(topicId, groupId, userId) })),
    );
    opened += rows.length;
    pending = {};
    if (page.cursor === undefined) break;
    reached = page.cursor;
    await order.checkpoint(row, { reached, opened, pending });
  }
  await messages.expect(message.id, opened, message.ttl);
  await messages.resolve(message.id);
  return 'settled';
}

async function devicesOf({ devices }: Ports, followers: readonly FollowerRow[]): Promise<readonly DeviceRow[]> {
  const found: DeviceRow[] = [];
  await inParallel(followers, PARALLEL, async ({ userId }) => {
    for await (const page of devices.ofUser(userId)) found.push(...page);
  });
  return found;
}

function plain(lines: ReadonlyMap<string, ReadonlySet<string>>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries([...lines].map(([userId, deviceIds]) => [userId, [...deviceIds]]));
}
