import { listName } from './connection.ts';

/** Returns what the cursors of a topic's subscribers begin with. */
export function subscriberList(topicId: string): string {
  return listName('topicSubscribers', topicId);
}
