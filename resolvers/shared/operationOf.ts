import type { Context } from '@aws-appsync/utils';
import { stashOf } from './stash.ts';

/** What step-up settings name: the schema coordinate of the field being resolved, such as `Mutation.publish`, or the operation a service asks about. */
export function operationOf(ctx: Context): string {
  return stashOf(ctx).operation ?? `${ctx.info.parentTypeName}.${ctx.info.fieldName}`;
}
