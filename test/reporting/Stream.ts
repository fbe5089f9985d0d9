import type { PassedMark } from '../../functions/delivery/Marks.ts';
import type { DeliveryRow } from '../../functions/rules/delivery/DeliveryRow.ts';
import { supersedes } from '../../functions/rules/delivery/deliveryStatus.ts';
import { type DeliveryChange, paddedSequenceNumber } from '../../functions/rules/reporting/DeliveryChange.ts';
import type { DeliveryStatus } from '../../schema/generated/types.ts';

/** A ledger that moves as the real one does, and what its stream would say. */
export class Stream {
  readonly rows = new Map<string, DeliveryRow>();
  readonly changes: DeliveryChange[] = [];
  #sequenceNumber = 999_999_999_999_999_999_990n;

  open(deviceId: string, userId = `user of ${deviceId}`): void {
    if (this.rows.has(deviceId)) return;
    const transitions = [{ status: 'QUEUED', at: 'now' }] as const;
    const row = { id: `m.${deviceId}`, messageId: 'm', deviceId, userId, platform: 'FCM', version: 1, ttl: 1 };
    this.#write(null, { ...row, status: 'QUEUED', transitions } as unknown as DeliveryRow);
  }

  move(deviceId: string, status: DeliveryStatus): void {
    const row = this.rows.get(deviceId);
    if (row === undefined || !supersedes(status, row.status)) return;
    const transitions = [...row.transitions, { status, at: 'now' }];
    this.#write(row, { ...row, status, transitions, version: transitions.length });
  }

  /** A sender took the row: a write that is no transition. */
  claim(deviceId: string): void {
    const row = this.rows.get(deviceId);
    if (row !== undefined) this.#write(row, { ...row, attempts: 1 });
  }

  /** A mark behind all that was written. */
  mark(id: string): PassedMark {
    this.#sequenceNumber += 1n;
    return { id, sequenceNumber: paddedSequenceNumber(`${this.#sequenceNumber}`) };
  }

  /** A failed delivery is opened again. */
  reopen(deviceId: string): void {
    const row = this.rows.get(deviceId);
    if (row?.status !== 'FAILED') return;
    const transitions = [...row.transitions, { status: 'QUEUED', at: 'now' } as const];
    this.#write(row, { ...row, status: 'QUEUED', transitions, version: transitions.length });
  }

  #write(before: DeliveryRow | null, after: DeliveryRow): void {
    this.#sequenceNumber += 1n;
    this.rows.set(after.deviceId, after);
    const sequenceNumber = paddedSequenceNumber(`${this.#sequenceNumber}`);
    this.changes.push({ sequenceNumber, before, after });
  }
}
