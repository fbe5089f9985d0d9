import { AwsError } from '../platform/AwsError.ts';
import type { Clock } from '../platform/Clock.ts';
import { isJsonObject } from '../platform/Json.ts';
import { isPushPlatform, type PushPlatform } from './PushPlatform.ts';
import { isPushOutcome, type PushOutcome, pushOutcomes } from './PushProvider.ts';

/**
 * The faults of Publish and of the push services that `PUT /_local/sns/faults` sets.
 * Rates are from 0 to 1, and `seed` makes a run repeatable.
 * The applications of `disabledPlatforms` are disabled, which no documented operation does.
 */
export interface Faults {
  readonly latencyMs: number;
  readonly throttleRate: number;
  readonly timeoutRate: number;
  readonly seed: number;
  readonly disabledPlatforms: readonly PushPlatform[];
  /** What the push service of a platform answers to every push. `silence`: nothing, for as long as it is set. */
  readonly answers: Readonly<Partial<Record<PushPlatform, PushFault>>>;
}

/** `unavailable` is an outage that SNS's retries bridge, or that outlasts them, by its length. */
export type PushFault = PushOutcome | 'silence';

const noNumbers = { latencyMs: 0, throttleRate: 0, timeoutRate: 0, seed: 1 };
const noFaults: Faults = { ...noNumbers, disabledPlatforms: [], answers: {} };

/** Milliseconds that a timed-out request is held before it is dropped, unless its client goes first. */
const HELD_FOR = 2_000;

/** Reads faults. Throws AwsError ValidationError naming the member that is wrong. */
export function parseFaults(value: unknown): Faults {
  if (!isJsonObject(value)) throw new AwsError('ValidationError', 'The body must be a JSON object');
  const { disabledPlatforms = [], answers = {}, ...numbers } = value;
  if (!Array.isArray(disabledPlatforms) || !disabledPlatforms.every((name) => isPushPlatform(`${name}`))) {
    throw new AwsError('ValidationError', 'disabledPlatforms must be a list of APNS, APNS_SANDBOX and GCM');
  }
  if (!areAnswers(answers)) {
    throw new AwsError(
      'ValidationError',
      `answers must name platforms, each with silence or ${pushOutcomes.join(', ')}`,
    );
  }
  const faults: Record<string, number> = {};
  for (const [name, setting] of Object.entries(numbers)) {
    if (!Object.hasOwn(noNumbers, name)) {
      throw new AwsError('ValidationError', `${name} is not one of ${Object.keys(noFaults).join(', ')}`);
    }
    const most = name.endsWith('Rate') ? 1 : Number.MAX_SAFE_INTEGER;
    if (typeof setting !== 'number' || !(setting >= 0 && setting <= most)) {
      throw new AwsError('ValidationError', `${name} must be a number from 0 to ${most}`);
    }
    faults[name] = setting;
  }
  return { ...noNumbers, ...faults, disabledPlatforms, answers };
}

function areAnswers(value: unknown): value is Faults['answers'] {
  return (
    isJsonObject(value) &&
    Object.entries(value).every(
      ([name, answer]) => isPushPlatform(name) && (answer === 'silence' || isPushOutcome(answer)),
    )
  );
}

/** Makes calls slow, throttled or lost on demand, for benches and tests. A restart is free of faults. */
export class FaultInjection {
  readonly #clock: Clock;
  #faults: Faults = noFaults;
  #random: () => number = mulberry32(noFaults.seed);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get faults(): Faults {
    return this.#faults;
  }

  /** Whether Publish refuses the platform's applications. */
  disables(platform: PushPlatform): boolean {
    return this.#faults.disabledPlatforms.includes(platform);
  }

  /** Returns what the push service answers to every push of the platform, undefined without a fault. */
  answerOf(platform: PushPlatform): PushFault | undefined {
    return this.#faults.answers[platform];
  }

  set(faults: Faults): void {
    this.#faults = faults;
    this.#random = mulberry32(faults.seed);
  }

  /**
   * Runs `accept` with the faults. A timeout accepts or not, at even odds, and the caller cannot know which.
   * Calls `onLost` if it accepted and the caller does not get the answer.
   */
  async run<Result>(signal: AbortSignal, accept: () => Result, onLost: () => void): Promise<Result> {
    const { latencyMs, throttleRate, timeoutRate } = this.#faults;
    if (throttleRate > 0 && this.#random() < throttleRate) {
      await this.#wait(latencyMs, signal);
      throw new AwsError('Throttled', 'Rate exceeded', { status: 429 });
    }
    if (timeoutRate > 0 && this.#random() < timeoutRate) {
      if (this.#random() < 0.5) {
        accept();
        onLost();
      }
      await this.#wait(HELD_FOR, signal);
      throw new AwsError('RequestTimeout', 'The request timed out', { status: 503 });
    }
    const result = accept();
    await this.#wait(latencyMs, signal);
    if (signal.aborted) onLost();
    return result;
  }

  #wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (milliseconds === 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        cancel();
        signal.removeEventListener('abort', done);
        resolve();
      };
      const cancel = this.#clock.after(milliseconds, done);
      signal.addEventListener('abort', done);
    });
  }
}

/** Returns a small seeded generator. Its sequence matters, not its quality. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
