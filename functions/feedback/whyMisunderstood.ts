import { namesUnknownFailure } from '../rules/feedback/parseDeliveryFailure.ts';
import { namesUnknownReason } from '../rules/feedback/parseDeliveryStatus.ts';
import type { FeedbackEntry } from './FeedbackEntry.ts';
import { readEntry } from './readFeedback.ts';

/** Returns why this version does not understand a report, or null if it does. */
export function whyMisunderstood(entry: FeedbackEntry): string | null {
  if (readEntry(entry).kind === 'malformed') return 'it does not have the form that SNS documents';
  const { source, text } = entry;
  if (source === 'feedback') return null;
  const isNew = source === 'log' ? namesUnknownReason(text) : namesUnknownFailure(text);
  return isNew ? 'it names a reason that this version does not know' : null;
}
