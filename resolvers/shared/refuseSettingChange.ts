import { type Context, util } from '@aws-appsync/utils';
import type { StepUpSettingRow } from '../../functions/rules/stepUp/StepUpRows.ts';

/** A part of a cancelled transaction, with the row that its condition met. */
export interface SettingReason {
  readonly type: string;
  readonly item?: StepUpSettingRow | null;
}

/** Refuses where an operation's row was in the way: one in a group has its rule from there. */
export function refuseMember(reason: SettingReason | undefined): void {
  if (reason?.type !== 'ConditionCheckFailed' || !reason.item?.group) return;
  const { group, operation } = reason.item;
  util.error(`${operation} is in the group ${group}; take it out there first.`, 'OperationInGroup', null, {
    operation,
    group,
  });
}

/** Refuses where somebody else changed the group since it was read. */
export function refuseChangedGroup(group: string, reason: SettingReason | undefined): void {
  if (reason?.type !== 'ConditionCheckFailed') return;
  util.error(
    `The group ${group} was changed by somebody else just now; look at it and try again.`,
    'StepUpGroupChanged',
    null,
    {
      group,
      retryable: true,
    },
  );
}

export function reasonsOf(ctx: Context): SettingReason[] {
  return (ctx.result?.cancellationReasons ?? []) as SettingReason[];
}
