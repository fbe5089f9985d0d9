import { CodeFault } from '../Aborts.ts';
import { isRecord } from './isRecord.ts';

interface Rule {
  readonly fieldName: string;
  readonly operator: string;
  readonly value: unknown;
}
type Group = readonly Rule[];

/** A filter of a few dozen fields could multiply to billions of groups. ? AWS does not document its own limit. */
const MAXIMUM_GROUPS = 1000;

/**
 * Implements `util.transform.toSubscriptionFilter`: returns groups of rules, or null for what is no filter object.
 * Alternatives (several operators of a field, the members of an `or`, the strict rules) multiply the groups.
 */
export function subscriptionFilter(filter: unknown, ignoredFields: unknown, rules: unknown): unknown {
  const ignored = new Set(Array.isArray(ignoredFields) ? ignoredFields : []);
  let groups = expand(filter, ignored);
  if (groups === null) return null;
  if (isRecord(rules)) {
    const strict = Object.entries(rules).flatMap(([field, operators]) => alternatives(field, operators) ?? []);
    if (strict.length > 0) groups = multiply(groups, strict);
  }
  return { filterGroup: groups.filter((group) => group.length > 0).map((group) => ({ filters: group })) };
}

function expand(filter: unknown, ignored: ReadonlySet<unknown>): Group[] | null {
  if (!isRecord(filter)) return null;
  let groups: Group[] = [[]];
  for (const [key, value] of Object.entries(filter)) {
    if (key === 'and' || key === 'or') {
      if (!Array.isArray(value)) return null;
      const members: Group[][] = [];
      for (const member of value) {
        const expanded = expand(member, ignored);
        if (expanded === null) return null;
        members.push(expanded);
      }
      if (key === 'and') {
        for (const member of members) groups = multiply(groups, member);
      } else {
        const any = members.flat().filter((group) => group.length > 0);
        if (any.length > 0) groups = multiply(groups, any);
      }
    } else if (!ignored.has(key)) {
      const any = alternatives(key, value);
      if (any === null) return null;
      if (any.length > 0) groups = multiply(groups, any);
    }
  }
  return groups;
}

function alternatives(fieldName: string, operators: unknown): Group[] | null {
  if (!isRecord(operators)) return null;
  return Object.entries(operators).map(([operator, value]) => [{ fieldName, operator, value }]);
}

function multiply(groups: readonly Group[], others: readonly Group[]): Group[] {
  if (groups.length * others.length > MAXIMUM_GROUPS) {
    throw new CodeFault(`The subscription filter has more than ${MAXIMUM_GROUPS} filter groups.`);
  }
  return groups.flatMap((group) => others.map((other) => [...group, ...other]));
}
