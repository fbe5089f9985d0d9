import { CodeFault } from '../Aborts.ts';
import { type AttributeMap, toDynamoDB } from './dynamodbValues.ts';
import { isRecord } from './isRecord.ts';

/** The markers that `operations` of `@aws-appsync/utils/dynamodb` makes, in AWS's own form. */
export const operations = {
  add: (value: unknown) => ({ type: 'OPERATION_ADD', value }),
  remove: () => ({ type: 'OPERATION_REMOVE' }),
  replace: (value: unknown) => ({ type: 'OPERATION_REPLACE', value }),
  increment: (by: unknown) => ({ type: 'OPERATION_INCREMENT', by: by ?? 1 }),
  decrement: (by: unknown) => ({ type: 'OPERATION_DECREMENT', by: by ?? 1 }),
  append: (items: unknown) => ({ type: 'OPERATION_APPEND', items }),
  prepend: (items: unknown) => ({ type: 'OPERATION_PREPEND', items }),
  updateListItem: (value: unknown, index: unknown) => ({ type: 'OPERATION_UPDATE_LIST_ITEM', value, index }),
};

export interface UpdateExpression {
  readonly expression: string;
  readonly expressionNames: Record<string, string>;
  readonly expressionValues: AttributeMap;
}

/**
 * Returns the `update` of an UpdateItem request: one SET clause, then one REMOVE clause, with names numbered in order.
 * A plain value sets its attribute, a plain object updates the attributes below it.
 */
export function updateExpression(update: unknown): UpdateExpression {
  if (!isRecord(update)) throw new CodeFault('update expects an object.'); // ? wording assumed
  const writer = new UpdateWriter();
  writer.visit(update, []);
  return writer.finish();
}

class UpdateWriter {
  readonly #sets: (() => string)[] = [];
  readonly #removes: (() => string)[] = [];
  readonly #names = new Map<string, string>();
  readonly #values: AttributeMap = {};
  #valueCount = 0;

  visit(update: Readonly<Record<string, unknown>>, parents: readonly string[]): void {
    for (const [name, change] of Object.entries(update)) this.#change([...parents, name], change);
  }

  finish(): UpdateExpression {
    const clauses: string[] = [];
    if (this.#sets.length > 0) clauses.push(`SET ${this.#sets.map((write) => write()).join(', ')}`);
    if (this.#removes.length > 0) clauses.push(`REMOVE ${this.#removes.map((write) => write()).join(', ')}`);
    const expressionNames: Record<string, string> = {};
    for (const [name, alias] of this.#names) expressionNames[alias] = name;
    return { expression: clauses.join(' '), expressionNames, expressionValues: this.#values };
  }

  #change(path: readonly string[], change: unknown): void {
    if (Array.isArray(change) && change.length > 0 && change.every(isListItemUpdate)) {
      for (const item of change) this.#operation(path, item);
    } else if (isOperation(change)) {
      this.#operation(path, change);
    } else if (isRecord(change) && Object.keys(change).length > 0) {
      // The guide says of `replace` that an object changes only its own keys. ? The form of the path.
      this.visit(change, path);
    } else {
      this.#set(path, (target, value) => `${target} = ${value(change)}`);
    }
  }

  #operation(path: readonly string[], operation: Operation): void {
    const { value, items, by, index } = operation;
    switch (operation.type) {
      case 'OPERATION_ADD':
      case 'OPERATION_REPLACE':
        this.#set(path, (target, alias) => `${target} = ${alias(value)}`);
        return;
      case 'OPERATION_INCREMENT':
        this.#set(path, (target, alias) => `${target} = ${target} + ${alias(by)}`);
        return;
      case 'OPERATION_DECREMENT':
        this.#set(path, (target, alias) => `${target} = ${target} - ${alias(by)}`);
        return;
      case 'OPERATION_APPEND':
        this.#set(path, (target, alias) => `${target} = list_append(${target}, ${alias(items)})`);
        return;
      case 'OPERATION_PREPEND':
        this.#set(path, (target, alias) => `${target} = list_append(${alias(items)}, ${target})`);
        return;
      case 'OPERATION_UPDATE_LIST_ITEM':
        this.#set(path, (target, alias) => `${target}[${String(index)}] = ${alias(value)}`);
        return;
      case 'OPERATION_REMOVE':
        this.#removes.push(() => this.#target(path));
        return;
      default:
        throw new CodeFault(`Unknown update operation ${operation.type}.`); // ? wording assumed
    }
  }

  #set(path: readonly string[], write: (target: string, alias: (value: unknown) => string) => string): void {
    this.#sets.push(() => write(this.#target(path), (value) => this.#value(value)));
  }

  #target(path: readonly string[]): string {
    return path.map((name) => aliasOf(name, this.#names)).join('.');
  }

  #value(value: unknown): string {
    this.#valueCount += 1;
    const alias = `:expValue_${this.#valueCount}`;
    this.#values[alias] = toDynamoDB(value);
    return alias;
  }
}

/** Returns `#expName_1` for the first name, and the same alias wherever that name stands again. */
export function aliasOf(name: string, aliases: Map<string, string>): string {
  const known = aliases.get(name);
  if (known !== undefined) return known;
  const alias = `#expName_${aliases.size + 1}`;
  aliases.set(name, alias);
  return alias;
}

interface Operation extends Readonly<Record<string, unknown>> {
  readonly type: string;
}

function isOperation(value: unknown): value is Operation {
  return isRecord(value) && typeof value.type === 'string' && value.type.startsWith('OPERATION_');
}

function isListItemUpdate(value: unknown): value is Operation {
  return isOperation(value) && value.type === 'OPERATION_UPDATE_LIST_ITEM';
}
