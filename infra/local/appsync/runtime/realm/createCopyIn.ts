/** Returns a function that copies a host value into objects of the realm it runs in. Functions are left out. */
export function createCopyIn(): (value: unknown) => unknown {
  const isArray = Array.isArray;
  return function copyIn(value: unknown): unknown {
    if (typeof value === 'function') return undefined;
    if (typeof value !== 'object' || value === null) return value;
    if (isArray(value)) {
      const list: unknown[] = [];
      for (let index = 0; index < value.length; index += 1) list[index] = copyIn(value[index]);
      return list;
    }
    const object: Record<string, unknown> = {};
    // Copied values are plain data without inherited members, and for-in is the fastest over those.
    for (const name in value) object[name] = copyIn((value as Record<string, unknown>)[name]);
    return object;
  };
}
