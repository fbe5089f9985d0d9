import type { RowToWrite } from '../../rules/RowToWrite.ts';

/** Returns the row as the document client's `Put` takes it, but for its table. */
export function putInput({ key, row, condition }: RowToWrite) {
  const Item: Record<string, unknown> = { ...key, ...row };
  if (condition === undefined) return { Item };
  const { expression, names, values, returnsRow } = condition;
  return {
    Item,
    ConditionExpression: expression,
    ...(names === undefined ? {} : { ExpressionAttributeNames: { ...names } }),
    ...(values === undefined ? {} : { ExpressionAttributeValues: { ...values } }),
    ...(returnsRow === true ? { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const } : {}),
  };
}
