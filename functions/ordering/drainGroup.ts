import type { Work } from '../delivery/Work.ts';
import type { OrderRow } from '../rules/ordering/OrderRow.ts';
import { type Ports as FanOutPorts, fanOutNext } from './fanOutNext.ts';
import { type Ports as PublishPorts, publishNext } from './publishNext.ts';
import { type Ports as SendPorts, sendNext } from './sendNext.ts';

export type Ports = SendPorts & PublishPorts & FanOutPorts;

export type Wake = Extract<Work, { readonly kind: 'wake' }>;

/** What became of a group's first message: it is settled, or somebody will wake the group when there is more to do. */
export type Turn = 'settled' | 'waiting';

/**
 * Works off a group, one message after the other in their order: each is settled before the next one's turn. May be repeated at any time, and whoever
 * comes after a crash goes on with the message that it was at. At `deadline`, in epoch milliseconds, another wake-up takes over. Rejects where the
 * first message that it comes to fails, so that the queue tries again and gives it up in the end; a later one gets a wake-up of its own for that.
 */
export async function drainGroup(ports: Ports, wake: Wake, deadline: number): Promise<void> {
  const { clock, order, queue } = ports;
  const again: Wake = { kind: 'wake', group: wake.group };
  for (let settled = 0; ; settled += 1) {
    const row = await order.first(wake.group);
    if (row === null) return;
    if (clock.now() >= deadline) return queue.add([again]);
    try {
      if ((await takeTurn(ports, row, wake, deadline)) === 'waiting') return;
      await order.remove(row);
    } catch (error) {
      await noteFailure(ports, row);
      if (settled === 0) throw error;
      return queue.add([again]);
    }
  }
}

/** Where even that fails, whoever gives up finds a message that has not failed, and has it tried again. */
async function noteFailure({ order }: Ports, row: OrderRow): Promise<void> {
  try {
    await order.noteFailure(row);
  } catch (error) {
    console.error('failure not noted', { error: error instanceof Error ? error.name : 'unknown' });
  }
}

function takeTurn(ports: Ports, row: OrderRow, wake: Wake, deadline: number): Promise<Turn> {
  if (row.group.startsWith('ORDER#TOPIC#')) return publishNext(ports, row);
  if (row.group.startsWith('ORDER#FANOUT#')) return fanOutNext(ports, row, deadline);
  return sendNext(ports, row, wake.heldUntil ?? 0);
}
