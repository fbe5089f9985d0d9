import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { expect, it } from 'vitest';
import { BreakerGate } from '../../functions/breaker/BreakerGate.ts';
import { evaluatePlatforms, type Ports } from '../../functions/breaker/evaluatePlatforms.ts';
import { breakerDefaults } from '../../functions/rules/breaker/BreakerSettings.ts';
import { minuteOf } from '../../functions/rules/breaker/MinuteRow.ts';
import type { DeliveryRow } from '../../functions/rules/delivery/DeliveryRow.ts';
import type { Measurement } from '../../functions/rules/metrics/EmitMetrics.ts';
import { START, sampleRow } from '../delivery/samples.ts';
import { InMemoryPlatformHistory } from './InMemoryPlatformHistory.ts';
import { InMemoryPlatformStates } from './InMemoryPlatformStates.ts';

const MINUTE = 60_000;

/** A platform on a test's clock, with its evaluation. Probes are answered as `works` says. */
class Platform {
  now = START;
  works = true;
  sampled = 100;
  openings = 0;
  readonly states = new InMemoryPlatformStates();
  readonly history = new InMemoryPlatformHistory();
  readonly measured: Measurement[] = [];
  readonly #gate = new BreakerGate(this.states, breakerDefaults, ['FCM']);
  #probe: DeliveryRow | undefined;
  #pushes = 0;

  get isOpen(): boolean {
    return this.states.rows.get('FCM')?.heldBecause !== undefined;
  }

  evaluate(): Promise<void> {
    const ports: Ports = {
      clock: { now: () => this.now },
      states: this.states,
      history: this.history,
      ledger: { read: async () => (this.#probe === undefined ? [] : [this.#probe]) },
      settings: breakerDefaults,
      platforms: ['FCM', 'APNS'],
      sampled: this.sampled,
      emitMetrics: (measurement) => void this.measured.push(measurement),
    };
    return evaluatePlatforms(ports);
  }

  /** A minute with so many pushes. While the platform does not work, `answers` says whether it fails or is silent. */
  async minute(pushes: number, answers: boolean): Promise<void> {
    const minute = minuteOf(this.now);
    this.#pushes += 1;
    const probe = sampleRow(`d-${this.#pushes}`);
    const admission = pushes === 0 ? null : await this.#gate.admit(probe, this.now);
    const wasOpen = this.isOpen;
    if (admission?.kind === 'admitted') {
      const count = wasOpen ? 1 : pushes;
      const answered = this.works || answers ? count : 0;
      const failed = this.works ? 0 : answered;
      await this.history.add({ platform: 'FCM', minute, sent: count, answered, answers: answered, failed });
      if (wasOpen) this.#probe = this.#answered(probe, answers);
    }
    await this.evaluate();
    if (this.isOpen && !wasOpen) this.openings += 1;
    this.now += MINUTE;
  }

  #answered(row: DeliveryRow, answers: boolean): DeliveryRow {
    const at = new Date(this.now).toISOString();
    const sent = { ...row, status: 'SENT', transitions: [{ status: 'SENT', at }] } as const;
    if (this.works) return { ...sent, status: 'PROVIDER_ACCEPTED' };
    return answers ? { ...sent, status: 'FAILED', reason: 'PROVIDER_UNAVAILABLE' } : sent;
  }
}

it('opens for a platform that fails, counts it, and closes once a probe gets through', async () => {
  const platform = new Platform();
  platform.works = false;
  await platform.minute(100, true);
  expect(platform.states.rows.get('FCM')).toMatchObject({ heldBecause: 'PLATFORM_FAILING' });
  expect(platform.measured).toEqual([
    { dimensions: { Platform: 'FCM' }, values: { BreakerOpen: 1, PushesUnanswered: 0 } },
    { dimensions: { Platform: 'APNS' }, values: { BreakerOpen: 0, PushesUnanswered: 0 } },
  ]);
  for (let minute = 0; minute < 20; minute += 1) await platform.minute(100, true);
  expect(platform.isOpen).toBe(true);
  platform.works = true;
  for (let minute = 0; minute < 6; minute += 1) await platform.minute(100, true);
  expect(platform.isOpen).toBe(false);
});

it('opens for a platform that stops answering, and not by probes that nobody answers', async () => {
  const platform = new Platform();
  platform.works = false;
  for (let minute = 0; minute < 12; minute += 1) await platform.minute(100, false);
  expect(platform.states.rows.get('FCM')).toMatchObject({ heldBecause: 'PLATFORM_SILENT' });
  for (let minute = 0; minute < 30; minute += 1) await platform.minute(100, false);
  expect(platform.isOpen).toBe(true);
  expect(platform.states.rows.get('FCM')?.failedProbes).toBeGreaterThanOrEqual(3);
});

it('takes a probe without an answer for one that got through, where no acceptance is logged', async () => {
  const platform = new Platform();
  platform.works = false;
  platform.sampled = 0;
  await platform.minute(200, true);
  expect(platform.isOpen).toBe(true);
  for (let minute = 0; minute < 4; minute += 1) await platform.minute(200, false);
  expect(platform.isOpen).toBe(false);
});

it('is never stuck open after the platform recovered, and opens at most once in two minutes', async () => {
  const minute = fc.record({
    works: fc.boolean(),
    answers: fc.boolean(),
    pushes: fc.constantFrom(0, 1, 99, 100, 5_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(minute, { minLength: 5, maxLength: 60 }), async (minutes) => {
      const platform = new Platform();
      for (const { works, answers, pushes } of minutes) {
        platform.works = works;
        await platform.minute(pushes, answers);
      }
      expect(platform.openings).toBeLessThanOrEqual(Math.ceil(minutes.length / 2));
      platform.works = true;
      // The longest pause between two probes is five minutes, one may be under way, and each minute has traffic.
      for (let more = 0; more < 12; more += 1) await platform.minute(100, true);
      expect(platform.isOpen).toBe(false);
    }),
    runs(100),
  );
});

it('counts a push once that nobody answered for 15 minutes, where all answers are logged', async () => {
  const unanswered = async (sampled: number): Promise<unknown[]> => {
    const platform = new Platform();
    platform.sampled = sampled;
    await platform.history.add({
      platform: 'FCM',
      minute: minuteOf(START),
      sent: 9,
      answered: 7,
      answers: 7,
      failed: 0,
    });
    const counts: unknown[] = [];
    for (let minute = 0; minute < 18; minute += 1) {
      platform.measured.length = 0;
      await platform.evaluate();
      const values: Measurement['values'] = platform.measured[0]?.values ?? {};
      counts.push('PushesUnanswered' in values ? values.PushesUnanswered : null);
      platform.now += MINUTE;
    }
    return counts;
  };
  expect(await unanswered(100)).toEqual([...Array<number>(16).fill(0), 2, 0]);
  expect(await unanswered(50)).toEqual(Array<null>(18).fill(null));
});
