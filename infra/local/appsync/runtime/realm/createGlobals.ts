/** Returns the realm's own globals with the documented static methods and no others. `console` is the host's. */
export function createGlobals(
  statics: Readonly<Record<string, readonly string[]>>,
  console: Readonly<Record<string, unknown>>,
): Readonly<Record<string, object>> {
  const { parse } = JSON;
  const replaced: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    console,
    JSON: {
      stringify: JSON.stringify,
      parse(text: string) {
        try {
          return parse(text) as unknown;
        } catch {
          return '';
        }
      },
    },
  };
  const globals: Record<string, object> = {};
  for (const [name, members] of Object.entries(statics)) {
    const source = replaced[name] ?? ((globalThis as Record<string, unknown>)[name] as Record<string, unknown>);
    const kept: Record<string, unknown> = {};
    for (const member of members) kept[member] = source[member];
    globals[name] = kept;
  }
  return globals;
}
