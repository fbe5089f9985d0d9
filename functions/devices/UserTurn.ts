import { randomUUID } from 'node:crypto';
import type { Clock } from '../rules/Clock.ts';
import type { TurnRow } from '../rules/devices/DeviceRow.ts';
import type { DeviceStore } from './DeviceStore.ts';

export interface Ports {
  readonly clock: Clock;
  readonly store: Pick<DeviceStore, 'takeTurn' | 'endTurn'>;
}

/** Longer than an invocation of `registerDevice`, so that only a dead one loses its turn. */
const TURN_MILLISECONDS = 30_000;

/**
 * A user's turn to get a new device. The transaction that writes a device keeps the limit of a user's devices. The turn
 * spares those who would lose there all they do before: a user who registers many devices at once makes no endpoints in
 * vain, and keeps no function from others.
 */
export class UserTurn {
  readonly #ports: Ports;
  readonly #userId: string;
  #turn: TurnRow | null = null;

  constructor(ports: Ports, userId: string) {
    this.#ports = ports;
    this.#userId = userId;
  }

  /** Returns false while another registration has the turn. Keeps one that it has. */
  async take(): Promise<boolean> {
    if (this.#turn !== null) return true;
    const { clock, store } = this.#ports;
    const now = clock.now();
    const until = now + TURN_MILLISECONDS;
    const turn = { id: randomUUID(), until, ttl: Math.ceil(until / 1000) };
    if (!(await store.takeTurn(this.#userId, turn, now))) return false;
    this.#turn = turn;
    return true;
  }

  async end(): Promise<void> {
    if (this.#turn !== null) await this.#ports.store.endTurn(this.#userId, this.#turn);
    this.#turn = null;
  }
}
