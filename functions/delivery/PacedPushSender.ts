import type { Clock } from '../rules/Clock.ts';
import type { PushOutcome, PushRequest, PushSender } from './PushSender.ts';

export interface Pace {
  /** Pushes that this sender starts a second, at most. */
  readonly perSecond: number;
  readonly clock: Clock;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** The rate, or a process that stood still, leaves too little of the claim. */
const tooLate: PushOutcome = { kind: 'later', reason: 'THROTTLED' };

/** Starts pushes at an even rate: this execution environment's share of the region's SNS quota. */
export class PacedPushSender implements PushSender {
  readonly #sender: PushSender;
  readonly #pace: Pace;
  /** When the next push may start, in epoch milliseconds. */
  #next = 0;

  constructor(sender: PushSender, pace: Pace) {
    this.#sender = sender;
    this.#pace = pace;
  }

  async send(request: PushRequest, startBy = Number.POSITIVE_INFINITY): Promise<PushOutcome> {
    const { clock, perSecond, wait } = this.#pace;
    const now = clock.now();
    const start = Math.max(now, this.#next);
    if (start > startBy) return tooLate;
    this.#next = start + 1000 / perSecond;
    if (start > now) await wait(start - now);
    return clock.now() > startBy ? tooLate : this.#sender.send(request);
  }
}
