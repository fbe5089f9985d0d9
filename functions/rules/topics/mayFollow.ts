// Runs in APPSYNC_JS too.
import type { TopicRow } from './TopicRows.ts';

/** Whether users of these Cognito groups may follow a topic. For other users it does not exist. */
export function mayFollow({ access, group }: Pick<TopicRow, 'access' | 'group'>, groups: readonly string[]): boolean {
  return access === 'GROUP' ? groups.indexOf(group ?? '') >= 0 : access === 'OPEN' || access === 'APPROVAL';
}
