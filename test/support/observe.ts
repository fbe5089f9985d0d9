import { inspect } from 'node:util';
import type { OutboxEntry } from 'local-cloud';
import type { HeliographOutputs } from './Runtime.ts';

/** Milliseconds. A test has more, so it fails with the words of `until`. */
const PATIENCE = 90_000;
/** Milliseconds between two questions, at first and in a long wait. */
const [SHORTEST_PAUSE, LONGEST_PAUSE] = [25, 400];
/** A pause is this part of the time waited so far: questions take most of what a long wait costs the machine. */
const PAUSE_PART = 1 / 8;

/** Returns what left the system, newest first, as `GET /_local/outbox` filters it. */
export async function outboxOf(
  outputs: HeliographOutputs,
  filter: Readonly<Record<string, string>> = {},
): Promise<OutboxEntry[]> {
  const url = new URL('/_local/outbox', outputs.awsEndpoint);
  url.search = new URLSearchParams(filter).toString();
  return (await (await fetch(url)).json()) as OutboxEntry[];
}

/** Returns the pushes among the last thousand that have this text anywhere, newest first. */
export async function pushesWith(outputs: HeliographOutputs, text: string): Promise<OutboxEntry[]> {
  const pushes = await outboxOf(outputs, { kind: 'push', limit: '1000' });
  return pushes.filter((push) => JSON.stringify(push).includes(text));
}

export function scriptPush(outputs: HeliographOutputs, token: string, script: object): Promise<Response> {
  const url = new URL(`/_local/push/tokens/${encodeURIComponent(token)}`, outputs.awsEndpoint);
  return fetch(url, { method: 'PUT', body: JSON.stringify(script) });
}

/** Sets how SNS fails for all files: throttling, lost answers and the like. `{}` ends it. */
export async function setFaults(outputs: HeliographOutputs, faults: object): Promise<void> {
  await fetch(new URL('/_local/sns/faults', outputs.awsEndpoint), { method: 'PUT', body: JSON.stringify(faults) });
}

/**
 * Returns what `read` returns, once that `holds`: another process cannot be awaited, only asked again.
 * Rejects after 90 s with `what` it waited for and what it read last.
 * @param holds @default whether the value is true
 * @param longestPause Milliseconds, for what holds only for a moment.
 */
export async function until<Value>(
  what: string,
  read: () => Promise<Value> | Value,
  holds: (value: Value) => boolean = Boolean,
  longestPause = LONGEST_PAUSE,
): Promise<Value> {
  const begun = Date.now();
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    const waited = Date.now() - begun;
    if (waited > PATIENCE) throw new Error(`Waited ${PATIENCE / 1000} s until ${what}. Last: ${inspect(value)}`);
    const pause = Math.min(longestPause, Math.max(SHORTEST_PAUSE, waited * PAUSE_PART));
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
