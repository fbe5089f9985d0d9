import { util } from '@aws-appsync/utils';
import type { Expression } from '../../functions/rules/Expression.ts';

interface MappedExpression {
  readonly expression: string;
  readonly expressionNames?: Record<string, string>;
  readonly expressionValues?: Record<string, unknown>;
}

/**
 * Returns the expression as AppSync takes it.
 * The parameter is not taken apart in the head: AppSync's type check would ask for the members that may be absent.
 */
export function mappedExpression(given: Expression): MappedExpression {
  return {
    expression: given.expression,
    ...(given.names ? { expressionNames: given.names } : {}),
    ...(given.values ? { expressionValues: util.dynamodb.toMapValues({ ...given.values }) } : {}),
  };
}
