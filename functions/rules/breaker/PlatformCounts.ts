import type { PushPlatform } from '../../../schema/generated/types.ts';
import type { Transition } from '../delivery/DeliveryRow.ts';
import type { DeliveryChange } from '../reporting/DeliveryChange.ts';
import { type MinuteCounts, type MinuteRow, minuteOf } from './MinuteRow.ts';
import { blamesPlatform, isPushAnswer } from './platformAnswers.ts';

type Count = keyof MinuteCounts;

/** A minute of a platform, and what to add to its counts. */
export interface AddedCounts extends MinuteRow {
  readonly platform: PushPlatform;
}

/**
 * Counts pushes and their answers in changes of the ledger. A change that the stream brings twice counts twice: a share
 * of many pushes bears that. An answer counts where its push was sent, if that is at most `minutes` ago.
 */
export class PlatformCounts {
  readonly #oldest: number;
  readonly #added = new Map<string, Readonly<Omit<AddedCounts, Count>> & Record<Count, number>>();
  /** By platform: when the newest of the pushes was sent whose credentials were refused, in epoch milliseconds. */
  readonly #refused = new Map<PushPlatform, number>();

  /** `now`: epoch milliseconds. */
  constructor(now: number, minutes: number) {
    this.#oldest = minuteOf(now) - minutes;
  }

  add(changes: readonly DeliveryChange[]): void {
    for (const { before, after } of changes) {
      const { platform, transitions } = after;
      for (let index = before?.transitions.length ?? 0; index < transitions.length; index += 1) {
        const entered = transitions[index];
        if (entered !== undefined) this.#enter(platform, transitions.slice(0, index), entered);
      }
    }
  }

  /** Returns what to add, one for each platform and minute: so no more than there are minutes. */
  get added(): readonly AddedCounts[] {
    return [...this.#added.values()];
  }

  /** Returns the platforms whose credentials were refused, and when the newest such push was sent. */
  get refused(): readonly (readonly [PushPlatform, number])[] {
    return [...this.#refused];
  }

  #enter(platform: PushPlatform, earlier: readonly Transition[], entered: Transition): void {
    if (entered.status === 'SENT') this.#count(platform, entered.at, 'sent');
    // The first answer counts: FCM accepts, and may report the dead token later.
    const last = earlier.at(-1);
    if (last?.status !== 'SENT' || !isPushAnswer(entered)) return;
    this.#count(platform, last.at, 'answered');
    this.#count(platform, entered.at, 'answers');
    if (!blamesPlatform(entered)) return;
    this.#count(platform, entered.at, 'failed');
    if (entered.reason !== 'CREDENTIALS_INVALID') return;
    this.#refused.set(platform, Math.max(this.#refused.get(platform) ?? 0, Date.parse(last.at)));
  }

  #count(platform: PushPlatform, at: string, count: Count): void {
    const minute = minuteOf(Date.parse(at));
    if (minute < this.#oldest) return;
    const key = `${platform} ${minute}`;
    const counts = this.#added.get(key) ?? { platform, minute, sent: 0, answered: 0, answers: 0, failed: 0 };
    counts[count] += 1;
    this.#added.set(key, counts);
  }
}
