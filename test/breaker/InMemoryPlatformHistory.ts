import type { PlatformHistory } from '../../functions/breaker/PlatformHistory.ts';
import type { MinuteRow } from '../../functions/rules/breaker/MinuteRow.ts';
import type { AddedCounts } from '../../functions/rules/breaker/PlatformCounts.ts';
import type { PushPlatform } from '../../schema/generated/types.ts';

/** The minutes of the platforms, in memory. `writes` counts what was added. */
export class InMemoryPlatformHistory implements PlatformHistory {
  writes = 0;
  readonly #rows = new Map<string, AddedCounts>();

  async add(added: AddedCounts): Promise<void> {
    this.writes += 1;
    const key = `${added.platform} ${added.minute}`;
    const known = this.#rows.get(key);
    const total = (count: 'sent' | 'answered' | 'answers' | 'failed') => (known?.[count] ?? 0) + (added[count] ?? 0);
    const counts = {
      sent: total('sent'),
      answered: total('answered'),
      answers: total('answers'),
      failed: total('failed'),
    };
    this.#rows.set(key, { ...added, ...counts });
  }

  async since(platform: PushPlatform, minute: number): Promise<readonly MinuteRow[]> {
    return [...this.#rows.values()].filter((row) => row.platform === platform && row.minute >= minute);
  }
}
