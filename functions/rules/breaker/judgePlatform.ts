import type { HeldBecause } from '../../../schema/generated/types.ts';
import type { BreakerSettings } from './BreakerSettings.ts';
import { type MinuteCounts, type MinuteRow, minuteOf } from './MinuteRow.ts';

/** Minutes of pushes that silence is judged by, in multiples of `minutes`. The newest of them are too young. */
const SILENCE_SPANS = 3;

/** Returns how many minutes back the counts matter. */
export function minutesJudged({ minutes }: Pick<BreakerSettings, 'minutes'>): number {
  return minutes * SILENCE_SPANS;
}

export interface Judged {
  readonly minutes: readonly MinuteRow[];
  /** Epoch milliseconds. */
  readonly now: number;
  /** When the breaker closed last. What happened until the end of that minute does not count. */
  readonly closedAt?: number;
  /** Percent of the push service's acceptances that SNS logs. It logs all failures. */
  readonly sampled: number;
}

/** Returns why a closed breaker is to open, or null. */
export function judgePlatform(settings: BreakerSettings, judged: Judged): HeldBecause | null {
  const { now, closedAt } = judged;
  const first = closedAt === undefined ? 0 : minuteOf(closedAt) + 1;
  const minutes = judged.minutes.filter(({ minute }) => minute >= first);
  const current = minuteOf(now);
  const recent = sum(minutes.filter(({ minute }) => minute > current - settings.minutes));
  if (fails(settings, recent, judged.sampled)) return 'PLATFORM_FAILING';
  const ripe = minutes.filter(
    ({ minute }) => minute < current - settings.minutes && minute >= current - minutesJudged(settings),
  );
  const isAnsweringAgain = isSilent(settings, recent, judged.sampled) === false;
  return isSilent(settings, sum(ripe), judged.sampled) && !isAnsweringAgain ? 'PLATFORM_SILENT' : null;
}

/** Where acceptances are sampled, each that was logged stands for several. Without any, pushes stand for answers. */
function fails({ minimum, failing }: BreakerSettings, counts: Required<MinuteCounts>, sampled: number): boolean {
  const { answers, failed, sent } = counts;
  const all = sampled > 0 ? failed + ((answers - failed) * 100) / sampled : Math.max(failed, sent);
  return all >= minimum && failed * 100 >= failing * all;
}

/**
 * Where acceptances are sampled, fewer answers are to be expected. So more pushes must be there: `minimum` expected
 * answers. Returns null if they are too few to tell, as without any logged acceptance.
 */
function isSilent(
  { minimum, silent }: BreakerSettings,
  { sent, answered }: Required<MinuteCounts>,
  sampled: number,
): boolean | null {
  const expected = (sent * sampled) / 100;
  if (expected < minimum) return null;
  return (expected - Math.min(expected, answered)) * 100 >= silent * expected;
}

function sum(minutes: readonly MinuteCounts[]): Required<MinuteCounts> {
  const total = (count: keyof MinuteCounts) => minutes.reduce((all, minute) => all + (minute[count] ?? 0), 0);
  return { sent: total('sent'), answered: total('answered'), answers: total('answers'), failed: total('failed') };
}
