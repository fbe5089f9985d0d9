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

/** Devices in memory at once: this, and not the size of the audience, bounds it. */
const PAGE = 200;

/**
 * Makes the deliveries of one shard, page by page: the checkpoint that names the page, the rows, then the work that sends them. Whoever comes after a
 * crash repeats one page at most, whose rows are there already and whose deliveries are sent once; what of it has left the index meanwhile has its
 * row too, and is settled by whoever is to send it. At `deadline`, in epoch milliseconds, the rest goes back into the queue.
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
    // False: somebody else has this work too, and is ahead.
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
  const done = await messages.finishShard(messageId, shard, checkpoint.opened, message.ttl);
  if (done.shards === PLATFORM_SHARDS) await messages.expect(messageId, done.opened, message.ttl);
}
