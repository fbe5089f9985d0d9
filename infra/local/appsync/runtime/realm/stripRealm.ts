/** Removes every global of the realm but `globals`, and every method that APPSYNC_JS does not document. */
export function stripRealm(
  globals: Readonly<Record<string, unknown>>,
  methods: { readonly string: readonly string[]; readonly array: readonly string[] },
): void {
  const { defineProperty, entries, freeze, getOwnPropertyDescriptor, getPrototypeOf } = Object;
  const { deleteProperty, ownKeys } = Reflect;

  // Keeps what the language itself calls (iteration, conversion to text) under symbols, which no resolver can name.
  function strip(prototype: object, kept: readonly string[]): void {
    for (const name of ownKeys(prototype)) {
      if (typeof name === 'symbol' || kept.indexOf(name) !== -1) continue;
      const descriptor = getOwnPropertyDescriptor(prototype, name);
      if (descriptor?.configurable === true) deleteProperty(prototype, name);
    }
  }

  strip(String.prototype, methods.string);
  // V8 loses its fast paths in the whole process if a realm touches the `constructor` of lists or the `then` of
  // promises.
  // The checker refuses the name `constructor`, and no resolver can make a promise.
  strip(Array.prototype, [...methods.array, 'constructor']);
  strip(Array, ['length', 'name', 'prototype']);
  strip(RegExp.prototype, ['constructor']);
  strip(Number.prototype, []);
  strip(Boolean.prototype, []);
  strip(BigInt.prototype, []);
  strip(Symbol.prototype, []);
  strip(Function.prototype, ['length', 'name']);
  strip(getPrototypeOf(async () => undefined) as object, []);
  strip(getPrototypeOf(function* () {}) as object, ['prototype']);
  strip(Error.prototype, ['name', 'message']);
  const realmGlobal = globalThis;
  const failures = [TypeError, ReferenceError, RangeError, SyntaxError, EvalError, URIError];
  for (let index = 0; index < failures.length; index += 1) {
    const failure = failures[index];
    if (failure !== undefined) strip(failure.prototype, ['name', 'message']);
  }
  strip(Object.prototype, []);

  for (const name of ownKeys(realmGlobal)) {
    if (name === 'NaN' || name === 'Infinity' || name === 'undefined') continue;
    deleteProperty(realmGlobal, name);
  }
  for (const [name, value] of entries(globals)) {
    defineProperty(realmGlobal, name, { value: freeze(value), enumerable: true });
  }
}
