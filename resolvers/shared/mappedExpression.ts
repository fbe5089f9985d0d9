import { util } from '@aws-appsync/utils';
import type { Expression } from '../../functions/rules/Expression.ts';

interface MappedExpression {
  readonly expression: string;
  readonly expressionNames?: Record<string, string>;
  readonly expressionValues?: Record<string, unknown>;
}

/**
 * Returns the expression as AppSync takes it.
 * Destructuring the parameter in the head would make AppSync's type check ask for members that may be absent.
 */
export function mappedExpression(given: Expression): MappedExpression {
  return {
    expression: given.expression,
    ...(given.names ? { expressionNames: given.names } : {}),
    ...(given.values ? { expressionValues: util.dynamodb.toMapValues({ ...given.values }) } : {}),
  };
}
