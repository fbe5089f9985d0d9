import type { PublishInput } from '../../../schema/generated/types.ts';
import { isOrdered, positionOf } from '../ordering/messageGroups.ts';
import { invalidInput, type Refusal } from '../Refusal.ts';
import type { MessageRow } from './MessageRow.ts';
import { readAudience, readContent, readOptions } from './readContent.ts';
import { everyText, messageTooLarge, renderedPayloads } from './renderedPayloads.ts';
import { scheduleOf, validateSchedule } from './scheduleOf.ts';
import { validateAudience } from './validateAudience.ts';
import { validateContent } from './validateContent.ts';
import { validateGroup } from './validateGroup.ts';
import { validateIdempotencyKey } from './validateIdempotencyKey.ts';
import { validateOptions } from './validateOptions.ts';

/** One entry of a batch, as the resolver hands it over. */
export interface BatchEntry {
  readonly id: string;
  readonly message: PublishInput;
  /** `message.scheduledAt` in milliseconds since the epoch. */
  readonly scheduledAt: number | null;
  /** Canonical arguments; null where they are nested too deeply. */
  readonly arguments: string | null;
}

export interface Facts {
  readonly messageId: string;
  readonly publisherId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The message that accepting the entry writes, or why it is refused: what `Mutation.publish` checks before it reads anything, in its order. */
export function prepareMessage({ message: input, scheduledAt: asked }: BatchEntry, facts: Facts): MessageRow | Refusal {
  const content = readJson(() => readContent(input.content), 'input.content');
  if ('errorType' in content) return content;
  const audience = readJson(() => readAudience(input.audience), 'input.audience.topic.attributes');
  if ('errorType' in audience) return audience;
  const options = readOptions(input.options);
  const refused =
    validateIdempotencyKey(input.idempotencyKey) ??
    validateAudience(audience) ??
    validateContent(content, options.pushType === 'BACKGROUND') ??
    validateOptions(options, Buffer.byteLength(options.collapseId ?? '')) ??
    validateGroup(options, audience) ??
    oversized(content, options, isOrdered({ audience, options })) ??
    validateSchedule(facts.now, asked);
  if (refused !== null) return refused;
  const { scheduledAt, expiresAt, ttl } = scheduleOf(facts.now, asked, options.timeToLive);
  return {
    id: facts.messageId,
    publisherId: facts.publisherId,
    status: scheduledAt === null ? 'ACCEPTED' : 'SCHEDULED',
    content,
    options,
    audience,
    reporting: input.reporting ?? 'AUTOMATIC',
    createdAt: new Date(facts.now).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
    ttl,
    ...(isOrdered({ audience, options }) ? { sequence: positionOf(scheduledAt ?? facts.now, facts.messageId) } : {}),
    ...(scheduledAt === null ? {} : { scheduledAt: new Date(scheduledAt).toISOString() }),
  };
}

/** A member that a client encoded twice may hold anything. */
function readJson<Read extends object>(read: () => Read, field: string): Read | Refusal {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const limit = 'JSON objects where the schema says AWSJSON';
    return invalidInput(field, 'with text that is not JSON', limit);
  }
}

function oversized(content: MessageRow['content'], options: MessageRow['options'], ordered: boolean): Refusal | null {
  for (const text of everyText(content)) {
    for (const { platform, payload, limit } of renderedPayloads(content, options, text, ordered)) {
      const size = Buffer.byteLength(payload);
      if (size > limit) return messageTooLarge(platform, limit, size);
    }
  }
  return null;
}
