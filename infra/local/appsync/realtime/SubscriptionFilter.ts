import { isJsonObject, type JsonObject, type JsonValue } from '../../platform/Json.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/extensions-js.html */
export const filterOperators = [
  'eq',
  'ne',
  'le',
  'lt',
  'ge',
  'gt',
  'contains',
  'notContains',
  'beginsWith',
  'in',
  'notIn',
  'between',
  'containsAny',
] as const;
export type FilterOperator = (typeof filterOperators)[number];

export interface FilterRule {
  readonly path: readonly string[];
  readonly operator: FilterOperator;
  readonly value: JsonValue;
}

/**
 * Alternatives, each with rules that must all hold.
 * No alternative matches nothing, one without rules matches everything.
 */
export type SubscriptionFilter = readonly (readonly FilterRule[])[];

/** Levels of nesting that a rule may reach. A deeper rule is ignored. */
const DEEPEST = 5;

/**
 * Returns the filter of a field's arguments, which match top-level fields.
 * A null argument matches a field without a value.
 */
export function argumentFilter(given: JsonObject): SubscriptionFilter {
  return [
    Object.entries(given).flatMap(([name, value]) =>
      value === undefined ? [] : [{ path: [name], operator: 'eq' as const, value }],
    ),
  ];
}

/**
 * Reads the argument of `extensions.setSubscriptionFilter`, `{filterGroup: [{filters: [{fieldName, operator,
 * value}]}]}`.
 * Throws TypeError saying what is wrong with it.
 */
export function parseFilter(given: JsonValue): SubscriptionFilter {
  const filter: unknown = typeof given === 'string' ? JSON.parse(given) : given;
  if (!isJsonObject(filter) || !Array.isArray(filter.filterGroup)) {
    throw new TypeError('A subscription filter must be an object with a filterGroup.');
  }
  return filter.filterGroup.map((group: unknown) => {
    if (!isJsonObject(group) || !Array.isArray(group.filters)) {
      throw new TypeError('A filterGroup is a list of {filters}.');
    }
    return group.filters.flatMap(parseRule);
  });
}

function parseRule(given: unknown): readonly FilterRule[] {
  if (!isJsonObject(given) || typeof given.fieldName !== 'string') throw new TypeError('A filter needs a fieldName.');
  const operator = filterOperators.find((name) => name === given.operator);
  const value = given.value;
  if (operator === undefined) throw new TypeError(`Unsupported filter operator ${JSON.stringify(given.operator)}.`);
  if (value === undefined) throw new TypeError(`The filter on ${given.fieldName} has no value.`);
  const path = given.fieldName.split('.');
  checkValue(operator, value);
  return path.length > DEEPEST ? [] : [{ path, operator, value }];
}

function checkValue(operator: FilterOperator, value: JsonValue): void {
  const most = { in: 5, notIn: 5, containsAny: 20, between: 2 } as const;
  if (operator !== 'in' && operator !== 'notIn' && operator !== 'containsAny' && operator !== 'between') return;
  if (!Array.isArray(value) || value.length > most[operator] || (operator === 'between' && value.length !== 2)) {
    throw new TypeError(
      `The operator ${operator} takes a list of ${operator === 'between' ? 'two' : `at most ${most[operator]}`} values.`,
    );
  }
}

export function ruleHolds(rule: FilterRule, published: JsonObject): boolean {
  const values = valuesAt(published, rule.path);
  const negative = rule.operator === 'ne' || rule.operator === 'notIn' || rule.operator === 'notContains';
  return negative ? values.every((value) => holds(rule, value)) : values.some((value) => holds(rule, value));
}

/** Returns the values at a path, several if it leads through a nested list. A missing field counts as null. */
export function valuesAt(published: JsonObject, path: readonly string[]): readonly JsonValue[] {
  let values: readonly JsonValue[] = [published];
  for (const [index, name] of path.entries()) {
    values = values.map((value) => (isJsonObject(value) ? (value[name] ?? null) : null));
    if (index < path.length - 1) values = values.flatMap((value) => (Array.isArray(value) ? value : [value]));
  }
  return values;
}

function holds({ operator, value: expected }: FilterRule, actual: JsonValue): boolean {
  switch (operator) {
    case 'eq':
      return equal(actual, expected);
    case 'ne':
      return !equal(actual, expected);
    case 'lt':
      return compare(actual, expected, (order) => order < 0);
    case 'le':
      return compare(actual, expected, (order) => order <= 0);
    case 'gt':
      return compare(actual, expected, (order) => order > 0);
    case 'ge':
      return compare(actual, expected, (order) => order >= 0);
    case 'between': {
      const [low = null, high = null] = list(expected);
      return compare(actual, low, (order) => order >= 0) && compare(actual, high, (order) => order <= 0);
    }
    case 'contains':
      return contains(actual, expected);
    case 'notContains':
      return !contains(actual, expected);
    case 'containsAny':
      return list(expected).some((value) => contains(actual, value));
    case 'beginsWith':
      return typeof actual === 'string' && typeof expected === 'string' && actual.startsWith(expected);
    case 'in':
      return list(expected).some((value) => equal(actual, value));
    case 'notIn':
      return !list(expected).some((value) => equal(actual, value));
  }
}

function list(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function equal(actual: JsonValue, expected: JsonValue): boolean {
  return equalityKey(actual) === equalityKey(expected);
}

/** Returns a key that equal values share. */
export function equalityKey(value: JsonValue): string {
  return JSON.stringify(value);
}

function compare(actual: JsonValue, expected: JsonValue, fits: (order: number) => boolean): boolean {
  if (typeof actual === 'number' && typeof expected === 'number') return fits(actual - expected);
  if (typeof actual === 'string' && typeof expected === 'string') {
    return fits(actual < expected ? -1 : actual > expected ? 1 : 0);
  }
  return false;
}

function contains(actual: JsonValue, expected: JsonValue): boolean {
  if (typeof actual === 'string') return typeof expected === 'string' && actual.includes(expected);
  return list(actual).some((value) => equal(value, expected));
}
