import { validateShape } from '../../functions/rules/validateShape.ts';
import { refuse } from './refuse.ts';

/** One more than `validateShape` lets through. */
const levels = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17];

interface Open {
  readonly path: string;
  readonly value: unknown;
}

/** Returns the `canonicalForm` of an input. Ends with `InvalidInput` where `validateShape` refuses it. */
export function canonicalArguments(input: unknown): string {
  refuse(validateShape('input', input));
  return canonicalForm(input);
}

/**
 * Returns one text for the same arguments in any order: every leaf with its path, sorted. A null member counts as left
 * out. Defaults must be filled in, and `value` has passed `validateShape`.
 *
 * The text stands in for a hash. It is built level by level, since APPSYNC_JS has neither hashes nor recursion.
 */
export function canonicalForm(value: unknown): string {
  return joinedLeaves(value, false);
}

/** Returns the `canonicalForm` of JSON whose null members count. */
export function canonicalJson(value: unknown): string {
  return joinedLeaves(value, true);
}

function joinedLeaves(value: unknown, nullsCount: boolean): string {
  const leaves: string[] = [];
  let open: Open[] = [{ path: '', value }];
  for (const _level of levels) {
    open = open.flatMap((item) => {
      const children = childrenOf(item, nullsCount);
      if (children.length === 0) leaves.push(`${item.path}=${JSON.stringify(item.value)}`);
      return children;
    });
  }
  return leaves.sort().join('\n');
}

function childrenOf({ path, value }: Open, nullsCount: boolean): Open[] {
  if (typeof value !== 'object' || value === null) return [];
  if (JSON.stringify(value).startsWith('[')) {
    return (value as unknown[]).map((item, index) => ({ path: `${path}/${index}`, value: item }));
  }
  return Object.entries(value)
    .filter(([, member]) => nullsCount || (member !== null && member !== undefined))
    .map(([name, member]) => ({ path: `${path}/${JSON.stringify(name)}`, value: member }));
}
