import type { PushPlatform } from '../../schema/generated/types.ts';
import { PLATFORM_SHARDS } from '../rules/devices/platformShard.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { DeviceDirectory } from './DeviceDirectory.ts';
import type { Checkpoint, MessageStore } from './MessageStore.ts';
import { type Ports as OpenPorts, openRows } from './openRows.ts';
import { deliverWork, type Work, type WorkQueue } from './Work.ts';

export interface Ports extends OpenPorts {
  readonly devices: Pick<DeviceDirectory, 'ofShard'>;
  readonly messages: MessageStore;
  readonly queue: WorkQueue;
}

/** Devices a page. A page bounds the memory, whatever the size of the audience. */
const PAGE = 200;

/**
 * Opens the deliveries of one shard page by page, and queues the work that sends them.
 * Saves a checkpoint before each page, so a crash repeats at most one.
 * At `deadline` (epoch milliseconds) the rest goes back into the queue.
 */
export async function fanOut(
  ports: Ports,
  work: Extract<Work, { readonly kind: 'fanOut' }>,
  deadline: number,
): Promise<void> {
  const { clock, messages, queue } = ports;
  const { messageId, shard } = work;
  const message = await messages.read(messageId);
  const platform = message?.audience.platform;
  if (!message || !platform || message.status === 'CANCELLED') return;
  if (message.status === 'FAILED') await messages.begin(messageId);
  let checkpoint = await messages.checkpoint(messageId, shard);
  while (!checkpoint.finished) {
    if (clock.now() >= deadline) return queue.add([{ kind: 'fanOut', messageId, shard }]);
    const next = await openPage(ports, { message, platform, shard }, checkpoint, deadline);
    if (next === null) return;
    checkpoint = next;
  }
  const finished = await messages.finishShard(messageId, shard, checkpoint.opened, message.ttl);
  if (finished.shards === PLATFORM_SHARDS) await messages.expect(messageId, finished.opened, message.ttl);
}

interface Shard {
  readonly message: MessageRow;
  readonly platform: PushPlatform;
  readonly shard: number;
}

/** Returns the checkpoint after the page, or null if the message was cancelled, or another invocation is ahead. */
async function openPage(
  ports: Ports,
  { message, platform, shard }: Shard,
  checkpoint: Checkpoint,
  deadline: number,
): Promise<Checkpoint | null> {
  const { clock, devices, messages, queue } = ports;
  const save = (next: Checkpoint) => messages.saveCheckpoint(message.id, shard, next, message.ttl);
  const page = await devices.ofShard(platform, shard, checkpoint.cursor, PAGE);
  const ids = page.devices.map(({ id }) => id);
  const begun = { ...checkpoint, pending: ids, revision: checkpoint.revision + 1 };
  if (!(await save(begun))) return null;
  const rows = await openRows(ports, message, page.devices);
  if (rows === null) return null;
  const queued = rows.filter(({ status }) => status === 'QUEUED').map(({ deviceId }) => deviceId);
  // Devices that left the index since the page was begun still have a row. Sending ends it.
  const gone = checkpoint.pending.filter((id) => !ids.includes(id));
  await queue.add(deliverWork(message.id, [...queued, ...gone], true));
  const after: Checkpoint = {
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
    pending: [],
    opened: checkpoint.opened + rows.length,
    finished: page.cursor === undefined,
    revision: begun.revision,
  };
  // Otherwise the next page saves it.
  if (!after.finished && clock.now() < deadline) return after;
  const saved = { ...after, revision: after.revision + 1 };
  return (await save(saved)) ? saved : null;
}
