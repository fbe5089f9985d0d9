import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDeliveryId } from '../../../functions/rules/keys.ts';
import type { AlarmChange, Witnessed } from './FaultWatch.ts';
import type { HeliographOptions, HeliographQuestion, Progress } from './heliograph.ts';
import { type Peer, startPeer } from './startPeer.ts';

/** A change of an alarm, and what was going on then. */
export interface Alarmed extends AlarmChange {
  readonly during: string;
}

/** Faults of every call to SNS: of each 20 answers one is lost, as SNS takes half of what times out. */
const always = { latencyMs: 20, throttleRate: 0.2, timeoutRate: 0.1 };
/** The time between the last look at the clock and the kill, in milliseconds. */
const KILL_SLACK = 1_000;

const peerFile = join(import.meta.dirname, 'heliograph.ts');

/** Heliograph in a process that can be killed, on a clock that is moved while nothing runs. */
export class FaultRun implements AsyncDisposable {
  readonly alarms: Alarmed[] = [];
  /** By device: the pushes that SNS took and whose answer was lost by a fault. */
  readonly lostAnswers = new Map<string, number>();
  /** By device: its deliveries that a kill interrupted. */
  readonly interrupted = new Map<string, number>();
  readonly messages: string[] = [];
  /** Epoch milliseconds of the runtime's clock. */
  begun = 0;
  during = '';
  readonly #options: HeliographOptions;
  readonly #folder: string;
  readonly #devices: number;
  #peer: Peer<unknown>;

  private constructor(options: HeliographOptions, folder: string, devices: number, peer: Peer<unknown>) {
    this.#options = options;
    this.#folder = folder;
    this.#devices = devices;
    this.#peer = peer;
  }

  /** Starts it with so many devices, each of another user. */
  static async start(devices: number): Promise<FaultRun> {
    const folder = mkdtempSync(join(tmpdir(), 'heliograph-bench-'));
    const options = { snsPublishRate: 125, folder };
    const run = new FaultRun(options, folder, devices, await startPeer(peerFile, options));
    await run.ask({ do: 'seed', platform: 'FCM', count: devices });
    await run.faults();
    run.begun = await run.witness();
    return run;
  }

  ask<Answer>(question: HeliographQuestion): Promise<Answer> {
    return this.#peer.ask<Answer>(question);
  }

  /** Sets what the push service answers to all, beside the faults that always are. */
  async faults(answer?: 'unavailable' | 'invalid-credentials' | 'silence'): Promise<void> {
    await this.ask({
      do: 'faults',
      faults: { ...always, ...(answer === undefined ? {} : { answers: { GCM: answer } }) },
    });
  }

  /** Publishes to all devices. */
  async publish(): Promise<string> {
    const messageId = await this.ask<string>({ do: 'publish', audience: { platform: 'FCM' } });
    this.messages.push(messageId);
    return messageId;
  }

  /** Resolves once this share of the message's deliveries was handed to SNS. */
  async attempted(messageId: string, share: number): Promise<void> {
    for (;;) {
      const { progress } = await this.progress(messageId);
      if ((progress.total ?? 0) - (progress.queued ?? 0) >= this.#devices * share) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** Resolves once every delivery of the messages has ended. Lets minutes pass for those that wait. */
  async settle(...messageIds: readonly string[]): Promise<void> {
    for (const messageId of messageIds) {
      while (!(await this.#hasEnded(messageId))) await this.pass(1);
    }
  }

  async #hasEnded(messageId: string): Promise<boolean> {
    const { status, progress } = await this.progress(messageId);
    return status === 'COMPLETED' && ended(progress) === this.#devices;
  }

  async pass(minutes: number): Promise<void> {
    await this.ask({ do: 'pass', minutes });
    await this.witness();
  }

  progress(messageId: string): Promise<Progress> {
    return this.ask<Progress>({ do: 'progress', messageId });
  }

  /** Kills the execution environments of all functions. */
  async killFunctions(): Promise<void> {
    const at = await this.ask<number>({ do: 'crash' });
    await this.#noteInterrupted(at);
  }

  /** Kills the runtime by SIGKILL. Another process takes over its folder, and the faults. */
  async killRuntime(): Promise<void> {
    const at = await this.witness();
    await this.#peer[Symbol.asyncDispose]();
    this.#peer = await startPeer(peerFile, { ...this.#options, ahead: at - Date.now() });
    await this.#noteInterrupted(at + KILL_SLACK);
    await this.faults();
  }

  async #noteInterrupted(at: number): Promise<void> {
    for (const id of await this.ask<readonly string[]>({ do: 'underWay', at })) count(this.interrupted, deviceOf(id));
  }

  /** Notes what was alarmed and lost. Returns the runtime's time. */
  async witness(): Promise<number> {
    const { now, alarms, lostAnswers } = await this.ask<Witnessed>({ do: 'witnessed' });
    this.alarms.push(...alarms.map((change) => ({ ...change, during: this.during })));
    for (const device of lostAnswers) count(this.lostAnswers, device);
    return now;
  }

  /** Returns how many deliveries reached a phone, and by device the pushes beyond one for each of them. */
  async pushes(): Promise<{ readonly reached: number; readonly repeated: ReadonlyMap<string, number> }> {
    let reached = 0;
    const repeated = new Map<string, number>();
    for (const messageId of this.messages) {
      const times = await this.ask<Readonly<Record<string, number>>>({ do: 'pushes', messageId });
      reached += Object.keys(times).length;
      for (const [id, pushes] of Object.entries(times)) count(repeated, deviceOf(id), pushes - 1);
    }
    return { reached, repeated };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#peer[Symbol.asyncDispose]();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Returns the number of deliveries to which nothing more happens by itself. */
export function ended({ total = 0, queued = 0, sent = 0 }: Progress['progress']): number {
  return total - queued - sent;
}

function count(counts: Map<string, number>, device: string, by = 1): void {
  counts.set(device, (counts.get(device) ?? 0) + by);
}

function deviceOf(id: string): string {
  return parseDeliveryId(id)?.deviceId ?? '';
}
