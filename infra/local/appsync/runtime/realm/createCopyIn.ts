/**
 * Returns a function that copies a host value into objects of the realm it runs in. Functions are left out. Takes any
 * depth.
 */
export function createCopyIn(): (value: unknown) => unknown {
  const isArray = Array.isArray;
  /** Levels that recursion goes down, which is faster than a list of what is left to do. */
  const RECURSIVE_LEVELS = 500;

  function copyIn(value: unknown, level: number): unknown {
    if (typeof value === 'function') return undefined;
    if (typeof value !== 'object' || value === null) return value;
    if (level > RECURSIVE_LEVELS) return copyDeep(value);
    if (isArray(value)) {
      const list: unknown[] = [];
      for (let index = 0; index < value.length; index += 1) list[index] = copyIn(value[index], level + 1);
      return list;
    }
    const object: Record<string, unknown> = {};
    // Copied values are plain data without inherited members, and for-in is the fastest over those.
    for (const name in value) object[name] = copyIn((value as Record<string, unknown>)[name], level + 1);
    return object;
  }

  function copyDeep(value: object): unknown {
    const started = (from: object) => ({ from, to: (isArray(from) ? [] : {}) as Record<string, unknown> });
    const root = started(value);
    // Grows while it is gone through.
    const all = [root];
    for (let index = 0; index < all.length; index += 1) {
      const { from, to } = all[index] ?? root;
      for (const name in from) {
        const member = (from as Record<string, unknown>)[name];
        if (typeof member === 'function') continue;
        const copy = typeof member === 'object' && member !== null ? started(member) : undefined;
        to[name] = copy === undefined ? member : copy.to;
        if (copy !== undefined) all[all.length] = copy;
      }
    }
    return root.to;
  }

  return (value) => copyIn(value, 0);
}
