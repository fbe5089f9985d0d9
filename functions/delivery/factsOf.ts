import { parseObject } from '../rules/json.ts';
import type { LogFacts } from '../rules/LogFailure.ts';

/** Returns the ids of a piece of work, from the body of a queue's message, for a log entry. */
export function factsOf(body: string): LogFacts {
  const { kind, messageId, groupQueue } = parseObject(body) ?? {};
  return { work: textOf(kind), messageId: textOf(messageId), groupQueue: textOf(groupQueue) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
