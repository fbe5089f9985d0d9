import { nestedTooDeeply } from '../../functions/rules/publishing/nestedTooDeeply.ts';
import { refuse } from './refuse.ts';

/** One more than the deepest input of the schema. */
const levels = [1, 2, 3, 4, 5, 6, 7, 8];

interface Open {
  readonly path: string;
  readonly value: unknown;
}

/** Returns the `canonicalForm`. Ends with `InvalidInput` where the arguments are nested too deeply. */
export function canonicalArguments(value: unknown): string {
  const text = canonicalForm(value);
  if (text === null) refuse(nestedTooDeeply());
  return text;
}

/**
 * Returns one text for the same arguments in any order: every leaf with its path, sorted. A null member counts as left
 * out. Returns null for arguments that are nested too deeply.
 *
 * The text stands in for a hash. It is built level by level, since APPSYNC_JS has neither hashes nor recursion.
 */
export function canonicalForm(value: unknown): string | null {
  const leaves: string[] = [];
  let open: Open[] = [{ path: '', value }];
  for (const _level of levels) {
    open = open.flatMap((item) => {
      const children = childrenOf(item);
      if (children.length === 0) leaves.push(`${item.path}=${JSON.stringify(item.value)}`);
      return children;
    });
  }
  return open.length > 0 ? null : leaves.sort().join('\n');
}

function childrenOf({ path, value }: Open): Open[] {
  if (typeof value !== 'object' || value === null) return [];
  if (JSON.stringify(value).startsWith('[')) {
    return (value as unknown[]).map((item, index) => ({ path: `${path}/${index}`, value: item }));
  }
  return Object.entries(value)
    .filter(([, member]) => member !== null && member !== undefined)
    .map(([name, member]) => ({ path: `${path}/${JSON.stringify(name)}`, value: member }));
}
