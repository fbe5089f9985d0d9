import type { Context } from '@aws-appsync/utils';
import type { AskedOperation } from '../../functions/rules/keys.ts';
import { stashOf } from './stash.ts';

/**
 * Returns what step-up settings name: the field's coordinate, such as `Mutation.publish`, or the operation a service
 * asks about.
 */
export function operationOf(ctx: Context): string {
  return stashOf(ctx).operation ?? `${ctx.info.parentTypeName}.${ctx.info.fieldName}`;
}

/** Returns the operation, and the role of the service that asks about it. */
export function askedOperation(ctx: Context): AskedOperation {
  return { operation: operationOf(ctx), service: stashOf(ctx).service };
}
