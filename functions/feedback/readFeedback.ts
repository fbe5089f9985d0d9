import { type Feedback, malformed } from '../rules/feedback/Feedback.ts';
import { parseDeliveryFailure } from '../rules/feedback/parseDeliveryFailure.ts';
import { parseDeliveryStatus } from '../rules/feedback/parseDeliveryStatus.ts';
import { type FeedbackEntry, feedbackEntries } from './FeedbackEntry.ts';

/**
 * Reads a batch of delivery-status log entries, or notifications of the failures topic. Any other event is one
 * malformed entry.
 */
export function readFeedback(event: unknown): readonly Feedback[] {
  return feedbackEntries(event).map(readEntry);
}

export function readEntry({ source, text }: FeedbackEntry): Feedback {
  if (source === 'batch') return malformed;
  return source === 'log' ? parseDeliveryStatus(text) : parseDeliveryFailure(text);
}
