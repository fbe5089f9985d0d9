import { type Feedback, malformed } from '../rules/feedback/Feedback.ts';
import { parseDeliveryFailure } from '../rules/feedback/parseDeliveryFailure.ts';
import { parseDeliveryStatus } from '../rules/feedback/parseDeliveryStatus.ts';
import { isObject, parseObject } from '../rules/json.ts';
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
  if (source === 'feedback') return readAgain(text);
  return source === 'log' ? parseDeliveryStatus(text) : parseDeliveryFailure(text);
}

/** Reads what `takeFeedback` said must be looked at again. An earlier version may have said it. */
function readAgain(text: string): Feedback {
  const feedback = parseObject(text);
  if (typeof feedback?.snsMessageId !== 'string') return malformed;
  const isKnown =
    feedback.kind === 'verdict'
      ? isObject(feedback.verdict) && typeof feedback.pushId === 'string'
      : feedback.kind === 'answers' && typeof feedback.id === 'string' && isObject(feedback.counts);
  return isKnown ? (feedback as unknown as Feedback) : malformed;
}
