import type {
  Claim,
  DeliveryLedger,
  DeliveryReference,
  LedgerPage,
  Move,
  ReadDelivery,
  Retry,
  UnsentEnd,
} from '../../functions/delivery/DeliveryLedger.ts';
import type { AddressedDevice } from '../../functions/delivery/DeviceDirectory.ts';
import type { DeliveryRow } from '../../functions/rules/delivery/DeliveryRow.ts';
import { attemptOf, supersedes, takesAnswer } from '../../functions/rules/delivery/deliveryStatus.ts';
import type { Verdict } from '../../functions/rules/feedback/Feedback.ts';
import type { DeliveryStatus } from '../../schema/generated/types.ts';

/** Whose each device is, as a claim checks it. */
export type DevicesNow = () => readonly AddressedDevice[];

/** The ledger of one test. */
export class InMemoryLedger implements DeliveryLedger {
  readonly rows = new Map<string, DeliveryRow>();
  readonly #devices: DevicesNow;

  constructor(devices: DevicesNow) {
    this.#devices = devices;
  }

  async open(row: DeliveryRow): Promise<boolean> {
    if (this.rows.has(row.id)) return false;
    this.rows.set(row.id, row);
    return true;
  }

  async read(messageId: string, deviceIds: readonly string[]): Promise<readonly DeliveryRow[]> {
    return this.#of(messageId).filter((row) => deviceIds.includes(row.deviceId));
  }

  async page(messageId: string, after: string | undefined, limit: number): Promise<LedgerPage> {
    const all = this.#of(messageId).toSorted((left, right) => (left.deviceId < right.deviceId ? -1 : 1));
    const from = all.filter(({ deviceId }) => after === undefined || deviceId > after);
    const rows = from.slice(0, limit);
    const last = rows.at(-1)?.deviceId;
    return { rows, ...(rows.length === limit && last !== undefined ? { reached: last } : {}) };
  }

  async *inStates(messageId: string, states: readonly DeliveryStatus[]): AsyncIterable<readonly DeliveryRow[]> {
    for (const row of this.#of(messageId)) if (states.includes(row.status)) yield [row];
  }

  async claim(row: DeliveryRow, until: number, now: number): Promise<Claim> {
    const stored = this.#find(row);
    if (stored?.status !== 'QUEUED' || stored.version !== row.version) return { kind: 'done' };
    if (stored.claimedUntil !== undefined && stored.claimedUntil > now) {
      return { kind: 'taken', until: stored.claimedUntil };
    }
    const unchanged = this.#devices().some(
      ({ id, userId, addressVersion, endpointArn, status }) =>
        id === row.deviceId &&
        userId === row.userId &&
        addressVersion === row.addressVersion &&
        endpointArn === row.endpointArn &&
        status === 'ENABLED',
    );
    if (!unchanged) return { kind: 'device changed' };
    this.#put({ ...stored, claimedUntil: until, attempts: stored.attempts + 1 });
    return { kind: 'claimed' };
  }

  async release(row: DeliveryRow, until: number, { reason, at }: Retry): Promise<void> {
    const stored = this.#find(row);
    if (stored?.status !== 'QUEUED' || stored.claimedUntil !== until) return;
    this.#put({ ...without(stored, 'claimedUntil'), retryAt: at, lastFailure: reason });
  }

  async move(row: ReadDelivery, { status, reason, snsMessageId }: Move, now: number): Promise<boolean> {
    const stored = this.#find(row);
    if (stored?.version !== row.version || !supersedes(status, stored.status)) return false;
    this.#transition(stored, { status, reason }, now, snsMessageId === undefined ? {} : { snsMessageId });
    return true;
  }

  async answer(delivery: DeliveryReference, snsMessageId: string, verdict: Verdict, now: number): Promise<boolean> {
    const stored = this.#find(delivery);
    if (stored?.snsMessageId !== snsMessageId || !takesAnswer(verdict.status, stored)) return false;
    this.#transition(stored, verdict, now, {});
    return true;
  }

  async endUnsent(
    row: ReadDelivery,
    { status, reason, abandoned }: UnsentEnd,
    now: number,
    until = 0,
  ): Promise<boolean> {
    const stored = this.#find(row);
    if (stored?.status !== 'QUEUED' || stored.version !== row.version) return false;
    if (stored.claimedUntil !== undefined && stored.claimedUntil > now && stored.claimedUntil !== until) return false;
    this.#transition(stored, { status, reason }, now, abandoned === undefined ? {} : { abandoned });
    return true;
  }

  async reopen(row: DeliveryRow, now: number, redeliveryId?: string): Promise<boolean> {
    const stored = this.#find(row);
    if (stored?.status !== 'FAILED' || stored.version !== row.version) return false;
    const opened = redeliveryId === undefined ? {} : { redeliveryId };
    const next = { attempt: attemptOf(stored) + 1, earlierAttempts: stored.attempts, ...opened };
    this.#transition(without(without(stored, 'abandoned'), 'snsMessageId'), { status: 'QUEUED' }, now, next);
    return true;
  }

  async noteLate(row: DeliveryReference): Promise<void> {
    const stored = this.#find(row);
    if (stored !== undefined) this.#put({ ...stored, late: true });
  }

  async readdress(
    row: DeliveryRow,
    { endpointArn, addressVersion, platform }: Pick<DeliveryRow, 'endpointArn' | 'addressVersion' | 'platform'>,
  ): Promise<void> {
    const stored = this.#find(row);
    if (stored?.status === 'QUEUED') this.#put({ ...stored, endpointArn, addressVersion, platform });
  }

  #transition(
    stored: DeliveryRow,
    { status, reason }: Pick<DeliveryRow, 'status'> & { readonly reason?: DeliveryRow['reason'] | undefined },
    now: number,
    more: Partial<DeliveryRow>,
  ): void {
    const at = new Date(now).toISOString();
    const told = { status, ...(reason === undefined ? {} : { reason }) };
    this.#put({
      ...without(without(without(stored, 'claimedUntil'), 'retryAt'), 'reason'),
      ...told,
      ...more,
      updatedAt: at,
      version: stored.version + 1,
      transitions: [...stored.transitions, { ...told, at }],
    });
  }

  #of(messageId: string): DeliveryRow[] {
    return [...this.rows.values()].filter((row) => row.messageId === messageId);
  }

  #find({ messageId, deviceId }: DeliveryReference): DeliveryRow | undefined {
    return this.#of(messageId).find((row) => row.deviceId === deviceId);
  }

  #put(row: DeliveryRow): void {
    this.rows.set(row.id, row);
  }
}

function without(
  row: DeliveryRow,
  name: 'claimedUntil' | 'retryAt' | 'reason' | 'abandoned' | 'snsMessageId',
): DeliveryRow {
  const { [name]: _, ...rest } = row;
  return rest;
}
