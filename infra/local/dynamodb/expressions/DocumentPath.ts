import { type AttributeValue, type Item, member } from '../values/AttributeValue.ts';

/** The name of an attribute, then map members (strings) and list indexes (numbers) below it. */
export type DocumentPath = readonly [string, ...(string | number)[]];

/** Returns a path as AWS's messages print it: `[a, b, [2]]`. */
export const formatPath = (path: DocumentPath): string =>
  `[${path.map((part) => (typeof part === 'number' ? `[${part}]` : part)).join(', ')}]`;

export const equalPaths = (left: DocumentPath, right: DocumentPath): boolean =>
  left.length === right.length && left.every((part, index) => part === right[index]);

/** Returns the value at a path, `undefined` if the item has none there. */
export function valueAt(item: Item, path: DocumentPath): AttributeValue | undefined {
  let value = member(item, path[0]);
  for (let index = 1; index < path.length && value !== undefined; index += 1) {
    const part = path[index];
    if (typeof part === 'number') value = 'L' in value ? value.L[part] : undefined;
    else value = part !== undefined && 'M' in value ? member(value.M, part) : undefined;
  }
  return value;
}

/** Returns AWS's words about two paths that may not be used together, `undefined` if they may. */
export function pathClash(paths: readonly DocumentPath[]): string | undefined {
  for (const [position, first] of paths.entries()) {
    for (const second of paths.slice(position + 1)) {
      const length = Math.min(first.length, second.length);
      let shared = 0;
      while (shared < length && first[shared] === second[shared]) shared += 1;
      const pair = `must remove or rewrite one of these paths; path one: ${formatPath(first)}, path two: ${formatPath(second)}`;
      if (shared === length) return `Two document paths overlap with each other; ${pair}`;
      if (typeof first[shared] !== typeof second[shared]) return `Two document paths conflict with each other; ${pair}`;
    }
  }
  return undefined;
}
