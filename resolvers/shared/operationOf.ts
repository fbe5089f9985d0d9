import type { Context } from '@aws-appsync/utils';

/** The schema coordinate of the field being resolved, such as `Mutation.publish`: what step-up settings name. */
export function operationOf(ctx: Context): string {
  return `${ctx.info.parentTypeName}.${ctx.info.fieldName}`;
}
