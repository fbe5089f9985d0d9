import { randomUUID } from 'node:crypto';
import type { PushPlatform } from '../../schema/generated/types.ts';
import type { Clock } from '../rules/Clock.ts';
import { type CanaryTokens, canaryDevice } from '../rules/canary/canaryToken.ts';
import { canaryUser } from '../rules/canary/canaryUser.ts';
import { judgeCanary } from '../rules/canary/judgeCanary.ts';
import type { LogFacts, LogFailure } from '../rules/LogFailure.ts';
import type { EmitMetrics } from '../rules/metrics/EmitMetrics.ts';
import type { CanaryApi } from './CanaryApi.ts';
import type { CanaryDevices } from './CanaryDevices.ts';

export interface Ports {
  readonly clock: Clock;
  readonly api: CanaryApi;
  readonly devices: CanaryDevices;
  /** Reads the tokens of test phones. */
  readonly tokens: () => Promise<CanaryTokens>;
  /** The platforms that are offered. */
  readonly platforms: readonly PushPlatform[];
  readonly emitMetrics: EmitMetrics;
  readonly log: (message: string, facts: LogFacts) => void;
  readonly logFailure: LogFailure;
}

/** Seconds. What a breaker holds for longer has failed as a canary. */
const TIME_TO_LIVE = 600;

/**
 * Sends a message to one device of each platform through the API, as a backend service does, and judges the one of ten
 * minutes ago by the ledger. Never rejects: whatever is in the way is a platform whose canary failed.
 */
export async function runCanary(ports: Ports): Promise<void> {
  const { emitMetrics, platforms, tokens } = ports;
  const run = new Run(ports);
  let given: CanaryTokens | undefined;
  await run.attempt('The tokens of the canary were not read', platforms, async () => {
    given = await tokens();
  });
  if (given !== undefined) {
    await run.judge(given);
    await run.send(given);
  }
  emitMetrics({ values: { CanaryFailures: run.failed.size, CanaryTime: run.times } });
}

class Run {
  readonly failed = new Set<PushPlatform>();
  /** Milliseconds. */
  readonly times: number[] = [];
  readonly #ports: Ports;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** Returns whether the work was done. Otherwise these platforms have failed. */
  async attempt(failure: string, platforms: readonly PushPlatform[], work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.#ports.logFailure(failure, error, { platform: platforms.join() });
      for (const platform of platforms) this.failed.add(platform);
      return false;
    }
  }

  async judge(tokens: CanaryTokens): Promise<void> {
    const { api, clock, log, platforms } = this.#ports;
    await this.attempt('The canary’s messages were not read', platforms, async () => {
      const verdicts = judgeCanary(await api.sent(), platforms, tokens, clock.now());
      for (const { answeredAfter, ...facts } of verdicts) {
        if (answeredAfter !== null) this.times.push(answeredAfter);
        else {
          this.failed.add(facts.platform);
          log('A canary had no good answer within ten minutes', facts);
        }
      }
    });
  }

  /** A dead token disables its device, so each is registered anew. It stays the same one device. */
  async send(tokens: CanaryTokens): Promise<void> {
    const { api, devices, platforms, clock } = this.#ports;
    const registered: PushPlatform[] = [];
    for (const platform of platforms) {
      const register = () => devices.register(canaryUser(platform), canaryDevice(platform, tokens));
      if (await this.attempt('The canary’s device was not registered', [platform], register)) registered.push(platform);
    }
    if (registered.length === 0) return;
    await this.attempt('The canary was not published', registered, () =>
      api.publish({
        idempotencyKey: randomUUID(),
        audience: { userIds: registered.map(canaryUser) },
        // A test phone shows nothing.
        content: { data: JSON.stringify({ canary: new Date(clock.now()).toISOString() }) },
        options: { pushType: 'BACKGROUND', timeToLive: TIME_TO_LIVE, collapseId: 'canary' },
      }),
    );
  }
}
