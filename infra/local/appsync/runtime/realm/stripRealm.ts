/** Removes every global of the realm but `globals`, and every method that APPSYNC_JS does not document. */
export function stripRealm(
  globals: Readonly<Record<string, unknown>>,
  methods: { readonly string: readonly string[]; readonly array: readonly string[] },
): void {
  const { defineProperty, entries, freeze, getOwnPropertyDescriptor, getPrototypeOf } = Object;
  const { deleteProperty, ownKeys } = Reflect;

  const stripped: object[] = [];

  // Keeps what the language itself calls (iteration, conversion to text) under symbols, which no resolver can name.
  function strip(prototype: object, kept: readonly string[]): void {
    for (const name of ownKeys(prototype)) {
      if (typeof name === 'symbol' || kept.indexOf(name) !== -1) continue;
      const descriptor = getOwnPropertyDescriptor(prototype, name);
      if (descriptor?.configurable === true) deleteProperty(prototype, name);
    }
    stripped[stripped.length] = prototype;
  }

  // No run leaves anything to the next.
  function freezeMembers(holder: object): void {
    for (const name of ownKeys(holder)) freeze(getOwnPropertyDescriptor(holder, name)?.value);
    freeze(holder);
  }

  strip(String.prototype, methods.string);
  // V8 loses its fast paths in the whole process if a realm touches the `constructor` of lists or the `then` of
  // promises.
  // The checker refuses the name `constructor`, and no resolver can make a promise.
  strip(Array, ['length', 'name', 'prototype']);
  strip(Array.prototype, [...methods.array, 'constructor']);
  strip(RegExp, ['length', 'name', 'prototype']);
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
  // A bare name is looked up there too, such as `constructor`.
  strip(getPrototypeOf(realmGlobal) as object, []);

  for (const name of ownKeys(realmGlobal)) {
    if (name === 'NaN' || name === 'Infinity' || name === 'undefined') continue;
    deleteProperty(realmGlobal, name);
  }
  for (const [name, value] of entries(globals)) {
    freezeMembers(value as object);
    defineProperty(realmGlobal, name, { value, enumerable: true });
  }
  for (let index = 0; index < stripped.length; index += 1) freezeMembers(stripped[index] as object);
}
