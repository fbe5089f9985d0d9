import type { Context } from '@aws-appsync/utils';
import type { Condition } from '../../functions/rules/Expression.ts';
import type { TopicRow } from '../../functions/rules/topics/TopicRows.ts';
import { rowsAlsoRead } from './alsoRead.ts';
import type { Audited } from './changesBetween.ts';
import { envOf } from './envOf.ts';

/** Returns the topic as `guard` read it, null if there is none. */
export function topicAsRead(ctx: Context, topicId: string): TopicRow | null {
  return rowsAlsoRead<TopicRow>(ctx, envOf(ctx).TOPICS_TABLE).find(({ id }) => id === topicId) ?? null;
}

/** Returns the condition that what admins set of the topic, and its status, is as it was read. */
export function topicAsItWas({ access, group, status }: TopicRow): Condition {
  const sameGroup = group ? '#group = :wasGroup' : 'attribute_not_exists(#group)';
  return {
    expression: `#status = :wasStatus AND #access = :wasAccess AND ${sameGroup}`,
    names: { '#status': 'status', '#access': 'access', '#group': 'group' },
    values: { ':wasStatus': status, ':wasAccess': access, ...(group ? { ':wasGroup': group } : {}) },
  };
}

/** Returns what the audit log has of a topic. */
export function auditedTopic({ name, type, access, group }: TopicRow): Audited {
  return { name, type, access, group };
}
