import type { Context } from '@aws-appsync/utils';
import type { ApiVariable } from '../../functions/rules/environmentNames.ts';

/** Returns the API's environment variables (infra/aws/api/ApiStack.ts). Only this module touches `ctx.env`. */
export function envOf(ctx: Context): Readonly<Record<ApiVariable, string>> {
  return ctx.env as Record<ApiVariable, string>;
}
