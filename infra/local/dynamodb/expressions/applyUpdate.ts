import { setMember } from '../../shared/setMember.ts';
import { validationError } from '../errors.ts';
import {
  type AttributeType,
  type AttributeValue,
  elementsOf,
  type Item,
  member,
  typeOf,
} from '../values/AttributeValue.ts';
import { addDecimals, formatDecimal, negate, parseDecimal } from '../values/Decimal.ts';
import { type DocumentPath, valueAt } from './DocumentPath.ts';
import type { UpdateAction, UpdateOperand } from './parseUpdate.ts';

const wrongType = 'An operand in the update expression has an incorrect data type';
const wrongPath = 'The document path provided in the update expression is invalid for update';

/**
 * Returns the item after all actions, which read their operands from the item as it was.
 * Throws ValidationException with AWS's wording.
 */
export function applyUpdate(item: Item, actions: readonly UpdateAction[]): Item {
  const sets: { readonly path: DocumentPath; readonly value: AttributeValue }[] = [];
  const removals: DocumentPath[] = [];
  for (const action of actions) {
    switch (action.kind) {
      case 'SET':
        sets.push({ path: action.path, value: operandValue(action.value, item) });
        break;
      case 'ADD':
        sets.push({ path: action.path, value: added(valueAt(item, action.path), action.value) });
        break;
      case 'REMOVE':
        removals.push(action.path);
        break;
      case 'DELETE': {
        const current = valueAt(item, action.path);
        if (current === undefined) break;
        const remaining = without(current, action.value);
        if (remaining === undefined) removals.push(action.path);
        else sets.push({ path: action.path, value: remaining });
      }
    }
  }
  // Elements set beyond a list's end are appended in the order of their indexes. Removals must not shift one another.
  sets.sort((left, right) => lastIndex(left.path) - lastIndex(right.path));
  removals.sort((left, right) => lastIndex(right) - lastIndex(left));
  let updated = item;
  for (const { path, value } of sets) updated = changeMap(updated, path, 0, value);
  for (const path of removals) updated = changeMap(updated, path, 0, undefined);
  return updated;
}

function lastIndex(path: DocumentPath): number {
  const last = path.at(-1);
  return typeof last === 'number' ? last : -1;
}

function changeMap(map: Item, path: DocumentPath, depth: number, value: AttributeValue | undefined): Item {
  const name = String(path[depth]);
  const copy: Record<string, AttributeValue> = { ...map };
  if (depth < path.length - 1) {
    const child = member(map, name);
    if (child === undefined) throw validationError(wrongPath);
    setMember(copy, name, changeValue(child, path, depth + 1, value));
  } else if (value === undefined) {
    delete copy[name];
  } else {
    setMember(copy, name, value);
  }
  return copy;
}

function changeValue(
  parent: AttributeValue,
  path: DocumentPath,
  depth: number,
  value: AttributeValue | undefined,
): AttributeValue {
  const part = path[depth];
  if ('M' in parent && typeof part === 'string') return { M: changeMap(parent.M, path, depth, value) };
  if (!('L' in parent) || typeof part !== 'number') throw validationError(wrongPath);
  const elements = [...parent.L];
  if (depth < path.length - 1) {
    const child = elements[part];
    if (child === undefined) throw validationError(wrongPath);
    elements[part] = changeValue(child, path, depth + 1, value);
  } else if (value === undefined) {
    elements.splice(part, 1);
  } else {
    elements[Math.min(part, elements.length)] = value;
  }
  return { L: elements };
}

function operandValue(operand: UpdateOperand, item: Item): AttributeValue {
  switch (operand.kind) {
    case 'value':
      return operand.value;
    case 'path': {
      const value = valueAt(item, operand.path);
      if (value === undefined) {
        throw validationError('The provided expression refers to an attribute that does not exist in the item');
      }
      return value;
    }
    case 'if_not_exists':
      return valueAt(item, operand.path) ?? operandValue(operand.otherwise, item);
    case 'list_append': {
      const first = operandValue(operand.first, item);
      const second = operandValue(operand.second, item);
      if (!('L' in first && 'L' in second)) throw validationError(wrongType);
      return { L: [...first.L, ...second.L] };
    }
    case '+':
    case '-': {
      const left = operandValue(operand.left, item);
      const right = operandValue(operand.right, item);
      if (!('N' in left && 'N' in right)) throw validationError(wrongType);
      return sum(left.N, right.N, operand.kind === '-');
    }
  }
}

function sum(left: string, right: string, subtract: boolean): AttributeValue {
  const second = parseDecimal(right);
  return { N: formatDecimal(addDecimals(parseDecimal(left), subtract ? negate(second) : second)) };
}

function added(current: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  if (current === undefined) return value;
  if ('N' in current && 'N' in value) return sum(current.N, value.N, false);
  const { type, elements, others } = sameSets(current, value);
  return setOf(type, [...new Set([...elements, ...others])]);
}

function without(current: AttributeValue, value: AttributeValue): AttributeValue | undefined {
  const { type, elements, others } = sameSets(current, value);
  const removed = new Set(others);
  const remaining = elements.filter((element) => !removed.has(element));
  return remaining.length === 0 ? undefined : setOf(type, remaining);
}

function sameSets(
  current: AttributeValue,
  value: AttributeValue,
): { readonly type: AttributeType; readonly elements: readonly string[]; readonly others: readonly string[] } {
  const elements = elementsOf(current);
  const others = elementsOf(value);
  const type = typeOf(current);
  if (elements === undefined || others === undefined || type !== typeOf(value)) throw validationError(wrongType);
  return { type, elements, others };
}

function setOf(type: AttributeType, elements: readonly string[]): AttributeValue {
  if (type === 'SS') return { SS: elements };
  return type === 'NS' ? { NS: elements } : { BS: elements };
}
