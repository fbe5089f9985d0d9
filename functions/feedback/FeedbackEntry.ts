import { isObject, parseObject } from '../rules/json.ts';
import { readLogEvents } from './readLogEvents.ts';

/**
 * One report as it came. Its text may hold a push token. `batch`: an event that cannot be taken apart, as JSON.
 * `feedback`: what was read before and is looked at again, as JSON.
 */
export interface FeedbackEntry {
  readonly source: 'log' | 'event' | 'batch' | 'feedback';
  readonly text: string;
}

/**
 * Takes an event apart: delivery-status log entries, notifications of the failures topic, what was set aside, or what a
 * queue kept to be looked at again.
 */
export function feedbackEntries(event: unknown): readonly FeedbackEntry[] {
  const whole: FeedbackEntry = { source: 'batch', text: JSON.stringify(event) ?? 'null' };
  if (!isObject(event)) return [whole];
  if (Array.isArray(event.setAside)) return event.setAside.flatMap(again);
  if (isObject(event.awslogs)) return readLogEvents(event)?.map((text) => ({ source: 'log', text })) ?? [whole];
  if (!Array.isArray(event.Records)) return [whole];
  return event.Records.flatMap((record: unknown): readonly FeedbackEntry[] => {
    const body = isObject(record) && typeof record.body === 'string' ? parseObject(record.body) : null;
    if (isObject(body?.event) && Array.isArray(body.event.setAside)) return body.event.setAside.flatMap(again);
    const notification = isObject(record) && isObject(record.Sns) ? record.Sns.Message : undefined;
    if (typeof notification === 'string') return [{ source: 'event', text: notification }];
    return [{ source: 'batch', text: JSON.stringify({ Records: [record] }) }];
  });
}

/** A later version may be able to take a batch apart. */
function again(entry: unknown): readonly FeedbackEntry[] {
  const { source, text } = isObject(entry) ? entry : {};
  if (typeof text !== 'string') return [{ source: 'batch', text: JSON.stringify(entry) ?? 'null' }];
  if (source === 'log' || source === 'event' || source === 'feedback') return [{ source, text }];
  const event = parseObject(text);
  return event === null || 'setAside' in event ? [{ source: 'batch', text }] : feedbackEntries(event);
}
