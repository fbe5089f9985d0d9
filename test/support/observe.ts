import type { OutboxEntry } from 'local-cloud';
import type { HeliographOutputs } from './Runtime.ts';

/** What left the system, newest first, as `GET /_local/outbox` filters it. */
export async function outboxOf(
  outputs: HeliographOutputs,
  filter: Readonly<Record<string, string>> = {},
): Promise<OutboxEntry[]> {
  const url = new URL('/_local/outbox', outputs.awsEndpoint);
  url.search = new URLSearchParams(filter).toString();
  return (await (await fetch(url)).json()) as OutboxEntry[];
}

export function scriptPush(outputs: HeliographOutputs, token: string, script: object): Promise<Response> {
  const url = new URL(`/_local/push/tokens/${encodeURIComponent(token)}`, outputs.awsEndpoint);
  return fetch(url, { method: 'PUT', body: JSON.stringify(script) });
}

/** Resolves once the condition holds. Another process cannot be awaited, so it is asked again until it does; the test's own timeout ends it. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 25));
}
