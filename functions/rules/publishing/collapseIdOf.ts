// Runs in APPSYNC_JS too.
import type { DeliveryOptions } from './MessageContent.ts';

/**
 * Returns the id by which a push replaces an earlier one on the screen, at most 64 bytes. An alert without one has the
 * message's own, so that a push that repeats replaces the first. A background push has none: it shows nothing.
 */
export function collapseIdOf({ collapseId, pushType }: DeliveryOptions, messageId: string): string | null {
  if (collapseId) return collapseId;
  return pushType === 'ALERT' ? messageId : null;
}
