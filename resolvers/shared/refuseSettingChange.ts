import { type Context, util } from '@aws-appsync/utils';
import type { StepUpSettingRow } from '../../functions/rules/stepUp/StepUpRows.ts';
import { type PartName, refusedPart } from './transaction.ts';

/** For a transaction's response: ends with `OperationInGroup` where a row of another group was in this part's way. */
export function refuseMember(ctx: Context, name: PartName): void {
  refuseInGroup(refusedPart<StepUpSettingRow>(ctx, name)?.item);
}

/** Ends with `OperationInGroup` for the setting of an operation that is in a group. */
export function refuseInGroup(row: StepUpSettingRow | null | undefined): void {
  if (!row?.group) return;
  const { group, operation } = row;
  util.error(`${operation} is in the group ${group}; take it out there first.`, 'OperationInGroup', null, {
    operation,
    group,
  });
}

/** For a transaction's response: ends with `StepUpGroupChanged` where the group is not as it was read. */
export function refuseChangedGroup(ctx: Context, group: string): void {
  if (refusedPart(ctx, 'group') === null) return;
  const message = `The group ${group} was changed by somebody else just now; look at it and try again.`;
  util.error(message, 'StepUpGroupChanged', null, { group, retryable: true });
}
