import { type Context, util } from '@aws-appsync/utils';
import { invalidInput } from '../../functions/rules/Refusal.ts';
import type { TopicRow } from '../../functions/rules/topics/TopicRows.ts';
import type { CreateTopicInput } from '../../schema/generated/types.ts';
import { callerOf } from './callerOf.ts';
import { refuse } from './refuse.ts';

const GROUP = '1–128 characters without white space, with the access GROUP alone';

/** Returns the access that was given. Ends with `InvalidInput` where the group and the access do not fit. */
export function accessOf({
  access,
  group,
}: Pick<CreateTopicInput, 'access' | 'group'>): Pick<TopicRow, 'access' | 'group'> {
  const isGiven = group !== null && group !== undefined;
  if (access !== 'GROUP') {
    if (isGiven) refuse(invalidInput('input.group', 'given', GROUP));
    return { access: access ?? 'APPROVAL' };
  }
  // Amazon Cognito User Pools API Reference, "CreateGroup".
  if (!isGiven || !util.matches('^[^\\s]{1,128}$', group)) {
    refuse(invalidInput('input.group', isGiven ? `${group.length} characters` : 'missing', GROUP));
  }
  return { access, group };
}

/** Returns the groups whose topics the caller sees, or null for a caller who sees all topics. */
export function groupsSeen(ctx: Context): readonly string[] | null {
  const { user } = callerOf(ctx.identity);
  if (!user) return null;
  const seesAll = user.groups.indexOf('admins') >= 0 || user.groups.indexOf('publishers') >= 0;
  return seesAll ? null : user.groups;
}
