import type { Context } from '@aws-appsync/utils';

/** What step-up settings name: the schema coordinate of the field being resolved, such as `Mutation.publish`, or the operation a service asks about. */
export function operationOf(ctx: Context): string {
  const { operation } = ctx.stash as { operation?: string };
  return operation ?? `${ctx.info.parentTypeName}.${ctx.info.fieldName}`;
}
