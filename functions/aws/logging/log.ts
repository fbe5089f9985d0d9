import type { LogFacts } from '../../rules/LogFailure.ts';

type Level = 'INFO' | 'WARN' | 'ERROR';

let requestId: string | undefined;

/** Names the invocation in the log entries that follow. An execution environment has one at a time. */
export function beginInvocation(context: { readonly awsRequestId: string }): void {
  requestId = context.awsRequestId;
}

/**
 * Writes one JSON object a line, with the members of Lambda's own JSON log format. Lambda passes such a line on.
 * `console` would put the object into the member `message`.
 */
export function log(level: Level, message: string, facts: LogFacts = {}, error?: object): void {
  writeEntry(level, message, { ...facts, error });
}

/** Writes an entry with members of any kind. */
export function writeEntry(level: Level, message: string, members: Readonly<Record<string, unknown>>): void {
  const entry = { timestamp: new Date().toISOString(), level, requestId, message, ...members };
  process.stdout.write(`${JSON.stringify(entry)}\n`);
}
