import { PLATFORM_SHARDS } from '../rules/devices/platformShard.ts';
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
  const { clock, devices, messages, queue } = ports;
  const { messageId, shard } = work;
  const message = await messages.read(messageId);
  if (!message?.audience.platform || message.status === 'CANCELLED') return;
  if (message.status === 'FAILED') await messages.begin(messageId);
  const { platform } = message.audience;
  let checkpoint = await messages.checkpoint(messageId, shard);
  const save = async (next: Omit<Checkpoint, 'revision'>) => {
    checkpoint = { ...next, revision: checkpoint.revision + 1 };
    // False if another invocation has this work too, and is ahead.
    return messages.saveCheckpoint(messageId, shard, checkpoint, message.ttl);
  };
  while (!checkpoint.finished) {
    if (clock.now() >= deadline) {
      await queue.add([work]);
      return;
    }
    const { cursor, opened, pending } = checkpoint;
    const page = await devices.ofShard(platform, shard, cursor, PAGE);
    const ids = page.devices.map(({ id }) => id);
    if (!(await save({ ...checkpoint, pending: ids }))) return;
    const rows = await openRows(ports, message, page.devices);
    if (rows === null) return;
    const queued = rows.filter(({ status }) => status === 'QUEUED').map(({ deviceId }) => deviceId);
    // Devices that left the index since the page was begun still have a row. Sending ends it.
    const gone = pending.filter((id) => !ids.includes(id));
    await queue.add(deliverWork(messageId, [...queued, ...gone], true));
    checkpoint = {
      ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
      pending: [],
      opened: opened + rows.length,
      finished: page.cursor === undefined,
      revision: checkpoint.revision,
    };
    if ((checkpoint.finished || clock.now() >= deadline) && !(await save(checkpoint))) return;
  }
  const finished = await messages.finishShard(messageId, shard, checkpoint.opened, message.ttl);
  if (finished.shards === PLATFORM_SHARDS) await messages.expect(messageId, finished.opened, message.ttl);
}
