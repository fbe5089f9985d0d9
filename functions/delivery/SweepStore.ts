import type { CounterRow } from '../rules/delivery/CounterRow.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { Judgement } from '../rules/sweep/judgeMessage.ts';

/** The messages that need looking after. */
export interface SweepStore {
  /** Returns the ids of at most `limit` messages of a shard that are due at `now` (ISO 8601), oldest first. */
  due(shard: string, now: string, limit: number): Promise<readonly string[]>;
  /** Returns the message's counter row, empty before anything was counted. Consistent. */
  counter(messageId: string): Promise<CounterRow>;
  /** Records a look, and when to look again. Returns false if another one was faster. */
  look(message: MessageRow, next: Pick<Judgement, 'nextAt' | 'seen'>): Promise<boolean>;
  /** Marks a message that is `SENDING` as `COMPLETED`, unless a redelivery runs. Returns whether it was. */
  complete(messageId: string): Promise<boolean>;
}
