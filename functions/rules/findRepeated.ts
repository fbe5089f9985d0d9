// Runs in APPSYNC_JS too.

/** Returns the first text that is in the list before too, or undefined. */
export function findRepeated(texts: readonly string[]): string | undefined {
  const seen: Record<string, boolean> = {};
  return texts.find((text) => {
    // Node's objects have names of their own, such as `__proto__`.
    const name = `#${text}`;
    const repeated = seen[name] === true;
    seen[name] = true;
    return repeated;
  });
}
