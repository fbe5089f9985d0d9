import { type AttributeValue, elementsOf, equalValues, type Item, typeOf } from '../values/AttributeValue.ts';
import { compareScalars } from '../values/keyEncoding.ts';
import type { Comparator, Condition, Operand } from './Condition.ts';
import { valueAt } from './DocumentPath.ts';

/** Returns whether the item fulfils the condition. An item that does not exist is an empty one. */
export function evaluateCondition(condition: Condition, item: Item): boolean {
  switch (condition.kind) {
    case 'and':
      return evaluateCondition(condition.left, item) && evaluateCondition(condition.right, item);
    case 'or':
      return evaluateCondition(condition.left, item) || evaluateCondition(condition.right, item);
    case 'not':
      return !evaluateCondition(condition.condition, item);
    case 'comparison':
      return compare(condition.operator, operandValue(condition.left, item), operandValue(condition.right, item));
    case 'between': {
      const value = operandValue(condition.operand, item);
      return (
        compare('>=', value, operandValue(condition.lower, item)) &&
        compare('<=', value, operandValue(condition.upper, item))
      );
    }
    case 'in': {
      const value = operandValue(condition.operand, item);
      return condition.candidates.some((candidate) => compare('=', value, operandValue(candidate, item)));
    }
    case 'exists':
      return (valueAt(item, condition.path) !== undefined) === condition.expected;
    case 'type': {
      const value = operandValue(condition.operand, item);
      return value !== undefined && typeOf(value) === condition.type;
    }
    case 'begins_with':
      return beginsWith(operandValue(condition.operand, item), operandValue(condition.part, item));
    case 'contains':
      return contains(operandValue(condition.operand, item), operandValue(condition.part, item));
  }
}

function operandValue(operand: Operand, item: Item): AttributeValue | undefined {
  switch (operand.kind) {
    case 'value':
      return operand.value;
    case 'path':
      return valueAt(item, operand.path);
    case 'size': {
      const size = sizeOf(operandValue(operand.of, item));
      return size === undefined ? undefined : { N: String(size) };
    }
  }
}

function sizeOf(value: AttributeValue | undefined): number | undefined {
  if (value === undefined) return undefined;
  if ('S' in value) return value.S.length;
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  if ('L' in value) return value.L.length;
  if ('M' in value) return Object.keys(value.M).length;
  return elementsOf(value)?.length;
}

function compare(operator: Comparator, left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  const bothPresent = left !== undefined && right !== undefined;
  if (operator === '=') return bothPresent && equalValues(left, right);
  if (operator === '<>') return !(bothPresent && equalValues(left, right));
  const order = bothPresent ? compareScalars(left, right) : undefined;
  if (order === undefined) return false;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function beginsWith(value: AttributeValue | undefined, prefix: AttributeValue | undefined): boolean {
  if (value === undefined || prefix === undefined) return false;
  if ('S' in value && 'S' in prefix) return value.S.startsWith(prefix.S);
  if (!('B' in value && 'B' in prefix)) return false;
  const expected = Buffer.from(prefix.B, 'base64');
  return Buffer.from(value.B, 'base64').subarray(0, expected.length).equals(expected);
}

function contains(value: AttributeValue | undefined, part: AttributeValue | undefined): boolean {
  if (value === undefined || part === undefined) return false;
  if ('S' in value) return 'S' in part && value.S.includes(part.S);
  if ('B' in value) return 'B' in part && Buffer.from(value.B, 'base64').includes(Buffer.from(part.B, 'base64'));
  if ('SS' in value) return 'S' in part && value.SS.includes(part.S);
  if ('NS' in value) return 'N' in part && value.NS.includes(part.N);
  if ('BS' in value) return 'B' in part && value.BS.includes(part.B);
  return 'L' in value && value.L.some((element) => equalValues(element, part));
}
