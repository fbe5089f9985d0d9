import { invalidParameter, validationError } from '../errors.ts';
import type { Condition, Operand } from '../expressions/Condition.ts';
import type { Range } from '../storage/ItemStore.ts';
import type { KeySchema, TableDefinition } from '../storage/TableDefinition.ts';
import { type AttributeValue, typeOf } from '../values/AttributeValue.ts';
import { encodePartitionKey, encodeSortKey, prefixEnd } from '../values/keyEncoding.ts';
import { assertKeyValue } from './keys.ts';

type Leaf = Exclude<Condition, { kind: 'and' | 'or' | 'not' | 'in' | 'exists' | 'type' }>;

export interface KeyCondition {
  readonly hash: AttributeValue;
  readonly range: Range;
}

/** Turns a KeyConditionExpression into one range of the index. Throws ValidationException with AWS's wording. */
export function keyRange(table: TableDefinition, key: KeySchema, condition: Condition): KeyCondition {
  const tests = new Map<string, { readonly leaf: Leaf; readonly values: readonly AttributeValue[] }>();
  for (const leaf of leavesOf(condition)) {
    const { name, values } = readLeaf(leaf);
    if (tests.has(name)) throw validationError('KeyConditionExpressions must only contain one condition per key');
    tests.set(name, { leaf, values });
  }
  if (tests.size > 2) throw validationError('Conditions can be of length 1 or 2 only');
  const hashTest = tests.get(key.hash);
  if (hashTest === undefined) throw validationError(`Query condition missed key schema element: ${key.hash}`);
  const rangeTest = key.range === undefined ? undefined : tests.get(key.range);
  if (tests.size === 2 && rangeTest === undefined) {
    throw validationError(
      key.range === undefined
        ? 'Query key condition not supported'
        : `Query condition missed key schema element: ${key.range}`,
    );
  }
  for (const [name, { leaf, values }] of tests) {
    for (const value of values) {
      if (typeOf(value) !== table.attributeTypes[name]) {
        throw invalidParameter('Condition parameter type does not match schema type');
      }
      if (leaf.kind !== 'begins_with') assertKeyValue(name === key.hash, name, value);
    }
  }
  const [hash] = hashTest.values;
  if (hash === undefined || hashTest.leaf.kind !== 'comparison' || hashTest.leaf.operator !== '=') {
    throw validationError('Query key condition not supported');
  }
  return {
    hash,
    range: {
      hash: encodePartitionKey(hash),
      ...(rangeTest === undefined ? {} : bounds(rangeTest.leaf, rangeTest.values)),
    },
  };
}

function leavesOf(condition: Condition): readonly Leaf[] {
  switch (condition.kind) {
    case 'and':
      return [...leavesOf(condition.left), ...leavesOf(condition.right)];
    case 'or':
    case 'not':
    case 'in':
      throw notAllowed(condition.kind.toUpperCase());
    case 'exists':
      throw notAllowed(condition.expected ? 'attribute_exists' : 'attribute_not_exists');
    case 'type':
      throw notAllowed('attribute_type');
    case 'contains':
      throw notAllowed('contains');
    case 'comparison':
      if (condition.operator === '<>') throw notAllowed('<>');
      return [condition];
    default:
      return [condition];
  }
}

const notAllowed = (operator: string): Error =>
  validationError(`Invalid operator used in KeyConditionExpression: ${operator}`);

function readLeaf(leaf: Leaf): { readonly name: string; readonly values: readonly AttributeValue[] } {
  const [operator, operands]: [string, readonly Operand[]] =
    leaf.kind === 'comparison'
      ? [leaf.operator, [leaf.left, leaf.right]]
      : leaf.kind === 'between'
        ? ['BETWEEN', [leaf.operand, leaf.lower, leaf.upper]]
        : [leaf.kind, [leaf.operand, leaf.part]];
  if (operands.some((operand) => operand.kind === 'size')) {
    throw validationError('KeyConditionExpressions cannot contain nested operations');
  }
  const paths = operands.filter((operand) => operand.kind === 'path');
  const [path] = paths;
  if (path === undefined) {
    throw validationError('Invalid condition in KeyConditionExpression: No key attribute specified');
  }
  if (paths.length > 1) {
    throw validationError(
      'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition',
    );
  }
  if (path.path.length > 1) {
    throw validationError('KeyConditionExpressions cannot have conditions on nested attributes');
  }
  if (operands[0] !== path) {
    throw validationError(
      `Invalid condition in KeyConditionExpression: ${operator} operator must have the key attribute as its first operand`,
    );
  }
  return {
    name: path.path[0],
    values: operands.flatMap((operand) => (operand.kind === 'value' ? [operand.value] : [])),
  };
}

function bounds(leaf: Leaf, values: readonly AttributeValue[]): Pick<Range, 'lower' | 'upper'> {
  const [first, second = first] = values.map(encodeSortKey);
  if (first === undefined || second === undefined) throw validationError('Query key condition not supported');
  if (leaf.kind === 'between') {
    return { lower: { value: first, inclusive: true }, upper: { value: second, inclusive: true } };
  }
  if (leaf.kind !== 'comparison') {
    const end = prefixEnd(first);
    return {
      lower: { value: first, inclusive: true },
      ...(end === undefined ? {} : { upper: { value: end, inclusive: false } }),
    };
  }
  switch (leaf.operator) {
    case '<':
    case '<=':
      return { upper: { value: first, inclusive: leaf.operator === '<=' } };
    case '>':
    case '>=':
      return { lower: { value: first, inclusive: leaf.operator === '>=' } };
    default:
      return { lower: { value: first, inclusive: true }, upper: { value: first, inclusive: true } };
  }
}
