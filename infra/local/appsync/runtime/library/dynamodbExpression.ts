import { type AttributeMap, toDynamoDB } from './dynamodbValues.ts';
import { isRecord } from './isRecord.ts';

/** A filter or condition in the form of the requests of AppSync's DynamoDB data source. */
export interface DynamoDBExpression {
  readonly expression: string;
  readonly expressionNames: Record<string, string>;
  readonly expressionValues: AttributeMap;
}

const comparators: ReadonlyMap<string, string> = new Map(
  Object.entries({ eq: '=', ne: '<>', lt: '<', le: '<=', gt: '>', ge: '>=' }),
);
const functions: ReadonlyMap<string, string> = new Map(
  Object.entries({
    contains: 'contains',
    notContains: 'NOT contains',
    beginsWith: 'begins_with',
  }),
);
/** The names that `attributeType` takes. DynamoDB's own type letters are not accepted. */
const attributeTypes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    _null: 'NULL',
    string: 'S',
    stringSet: 'SS',
    number: 'N',
    numberSet: 'NS',
    binary: 'B',
    binarySet: 'BS',
    boolean: 'BOOL',
    list: 'L',
    map: 'M',
  }),
);

class UnreadableFilter extends Error {}

/**
 * Turns a filter into an expression with AWS's own names and parentheses: `((#a = :and_0_a_eq) AND (#b =
 * :and_1_b_eq))`.
 * Returns null for an unknown operator, an operand of the wrong form, or an `and` or `or` without a list.
 */
export function dynamodbExpression(filter: unknown): DynamoDBExpression | null {
  const writer = new ExpressionWriter();
  try {
    const expression = writer.filter(filter, '', false);
    return { expression, expressionNames: writer.names, expressionValues: writer.values };
  } catch (error) {
    if (error instanceof UnreadableFilter) return null;
    throw error;
  }
}

class ExpressionWriter {
  readonly names: Record<string, string> = {};
  readonly values: AttributeMap = {};

  /** @param path begins the names of values: the groups with their index, then the field */
  filter(filter: unknown, path: string, grouped: boolean): string {
    const clauses = Object.entries(record(filter)).map(([key, value]) => {
      switch (key) {
        case 'and':
        case 'or':
          return this.#group(key, value, path);
        case 'not':
          return `(NOT ${this.filter(value, `${path}not_`, true)})`;
        default:
          return this.#field(key, value, `${path}${key}_`, `#${key}`);
      }
    });
    return joined(clauses, 'AND', grouped);
  }

  #group(key: 'and' | 'or', members: unknown, path: string): string {
    const clauses = list(members).map((member, index) => this.filter(member, `${path}${key}_${index}_`, false));
    return joined(clauses, key.toUpperCase(), true);
  }

  #field(field: string, operators: unknown, path: string, target: string): string {
    this.names[`#${field}`] = field;
    const clauses = Object.entries(record(operators)).map(([operator, operand]) =>
      operator === 'size'
        ? this.#field(field, operand, `${path}size_`, `size(#${field})`)
        : `(${this.#comparison(target, operator, operand, `:${path}${operator}`)})`,
    );
    return joined(clauses, 'AND', true);
  }

  #comparison(target: string, operator: string, operand: unknown, name: string): string {
    const comparator = comparators.get(operator);
    if (comparator !== undefined) return `${target} ${comparator} ${this.#value(name, operand)}`;
    const call = functions.get(operator);
    if (call !== undefined) return `${call}(${target},${this.#value(name, operand)})`;
    switch (operator) {
      case 'between': {
        const [start, end] = list(operand, 2);
        return `${target} BETWEEN ${this.#value(`${name}_start`, start)} AND ${this.#value(`${name}_end`, end)}`;
      }
      case 'in': {
        const names = list(operand).map((item, index) => this.#value(`${name}_${index}`, item));
        return names.length === 0 ? 'null' : `${target} IN (${names.join(', ')})`;
      }
      case 'attributeExists':
        if (typeof operand !== 'boolean') throw new UnreadableFilter();
        return `${operand ? 'attribute_exists' : 'attribute_not_exists'}(${target})`;
      case 'attributeType': {
        const type = typeof operand === 'string' ? attributeTypes.get(operand) : undefined;
        if (type === undefined) throw new UnreadableFilter();
        return `attribute_type(${target},${this.#value(name, type)})`;
      }
      default:
        throw new UnreadableFilter();
    }
  }

  #value(name: string, value: unknown): string {
    this.values[name] = toDynamoDB(value);
    return name;
  }
}

/** Joins clauses, empty ones too, as AWS does. */
function joined(clauses: readonly string[], by: string, grouped: boolean): string {
  const text = clauses.join(` ${by} `);
  return grouped && clauses.length > 1 ? `(${text})` : text;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) throw new UnreadableFilter();
  return value;
}

function list(value: unknown, minimum = 0): readonly unknown[] {
  if (!Array.isArray(value) || value.length < minimum) throw new UnreadableFilter();
  return value;
}
