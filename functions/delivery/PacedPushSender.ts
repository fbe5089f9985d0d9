import type { Clock } from '../rules/Clock.ts';
import type { PushOutcome, PushRequest, PushSender } from './PushSender.ts';

export interface Pace {
  /** Pushes that this sender starts a second, at most. */
  readonly perSecond: number;
  readonly clock: Clock;
  readonly wait: (milliseconds: number) => Promise<void>;
}

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

  async send(request: PushRequest): Promise<PushOutcome> {
    const { clock, perSecond, wait } = this.#pace;
    const now = clock.now();
    const start = Math.max(now, this.#next);
    this.#next = start + 1000 / perSecond;
    if (start > now) await wait(start - now);
    return this.#sender.send(request);
  }
}
