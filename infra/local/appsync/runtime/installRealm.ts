/** What the host gives a realm to build its library from: tables of functions over copied values, and plain constants. */
export interface HostTable {
  readonly [name: string]: HostFunction | HostTable;
}
export type HostFunction = (...values: unknown[]) => unknown;

export interface HostServices {
  readonly util: HostTable;
  readonly extensions: HostTable;
  readonly runtime: HostTable;
  readonly console: HostTable;
  /** By module name. */
  readonly modules: HostTable;
  readonly replace: (text: string, pattern: unknown, replacement: unknown, all: boolean) => string;
  readonly argument: (value: unknown) => unknown;
  readonly loopLimit: () => never;
  readonly checkTime: () => void;
  readonly unsupported: (message: string) => never;
}

export interface Realm {
  /** The realm's own objects for the modules that may be imported. */
  readonly modules: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Copies a host value into the realm's own objects. */
  readonly copyIn: (value: unknown) => unknown;
  readonly tick: (iteration: number) => void;
  readonly newContext: (context: object, touchedStash: (stash: unknown) => void) => unknown;
}

/**
 * Runs inside a fresh realm, from its source text, so it refers to nothing outside itself. It takes away every global and every
 * method that APPSYNC_JS does not document (AWS AppSync developer guide, "Supported runtime features"), then builds the library out of
 * the realm's own objects, so that no host object is reachable from a resolver.
 */
export function installRealm(host: HostServices): Realm {
  const { assign, defineProperty, entries, freeze, getOwnPropertyDescriptor, getPrototypeOf, hasOwn, keys, values } =
    Object;
  const { deleteProperty, ownKeys } = Reflect;
  const isArray = Array.isArray;
  const { parse, stringify } = JSON;
  const { isFinite: numberIsFinite, isNaN: numberIsNaN } = Number;
  const { ceil, floor, max, min, random, round } = Math;
  const stringRaw = String.raw;
  const toPrimitive = Symbol.toPrimitive;
  const join = Function.prototype.call.bind(Array.prototype.join) as (list: unknown) => string;
  const sort = Function.prototype.call.bind(Array.prototype.sort) as (list: unknown) => unknown[];
  const stringPrototype = String.prototype;

  function copyIn(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (isArray(value)) {
      const list: unknown[] = [];
      for (let index = 0; index < value.length; index += 1) list[index] = copyIn(value[index]);
      return list;
    }
    const object: Record<string, unknown> = {};
    const names = keys(value);
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index] as string;
      object[name] = copyIn((value as Record<string, unknown>)[name]);
    }
    return object;
  }

  // Methods in literals have no prototype and no constructor to reach.
  function enclose(name: string, call: HostFunction): HostFunction {
    const { [name]: method } = {
      [name](...given: unknown[]) {
        for (let index = 0; index < given.length; index += 1) given[index] = host.argument(given[index]);
        return copyIn(call(...given));
      },
    };
    return freeze(method as HostFunction);
  }

  function encloseTable(table: HostTable): Readonly<Record<string, unknown>> {
    const enclosed: Record<string, unknown> = {};
    for (const [name, member] of entries(table)) {
      enclosed[name] = typeof member === 'function' ? enclose(name, member) : encloseTable(member);
    }
    return freeze(enclosed);
  }

  const library = {
    util: encloseTable(host.util),
    extensions: encloseTable(host.extensions),
    runtime: encloseTable(host.runtime),
  };
  const modules: Record<string, Readonly<Record<string, unknown>>> = { '@aws-appsync/utils': freeze({ ...library }) };
  for (const [name, table] of entries(host.modules)) modules[name] = encloseTable(table as HostTable);

  const globals = {
    Object: { assign, entries, hasOwn, keys, values },
    String: { raw: stringRaw },
    Number: { isFinite: numberIsFinite, isNaN: numberIsNaN },
    Math: { random, min, max, round, floor, ceil },
    JSON: {
      stringify,
      parse(text: string) {
        try {
          return parse(text) as unknown;
        } catch {
          return '';
        }
      },
    },
    console: encloseTable(host.console),
    ...library,
  };

  const listed = {
    string: [
      'charAt',
      'concat',
      'endsWith',
      'indexOf',
      'lastIndexOf',
      'length',
      'slice',
      'split',
      'startsWith',
      'toLowerCase',
      'toUpperCase',
      'trim',
      'trimEnd',
      'trimStart',
    ],
    array: [
      'concat',
      'every',
      'fill',
      'filter',
      'find',
      'findIndex',
      'findLast',
      'findLastIndex',
      'flat',
      'flatMap',
      'forEach',
      'indexOf',
      'join',
      'lastIndexOf',
      'length',
      'map',
      'pop',
      'push',
      'reduce',
      'reduceRight',
      'reverse',
      'shift',
      'slice',
      'some',
      'splice',
      'unshift',
    ],
  };

  // What the language itself calls (iteration, conversion to text) stays, under symbols that no resolver can name.
  function strip(prototype: object, kept: readonly string[]): void {
    for (const name of ownKeys(prototype)) {
      if (typeof name === 'symbol' || kept.indexOf(name) !== -1) continue;
      const descriptor = getOwnPropertyDescriptor(prototype, name);
      if (descriptor?.configurable === true) deleteProperty(prototype, name);
    }
  }

  defineProperty(Array.prototype, 'sort', {
    configurable: true,
    writable: true,
    value: {
      sort(this: unknown, ...given: unknown[]) {
        if (given.length > 0) host.unsupported('Array.prototype.sort does not support arguments.');
        return sort(this);
      },
    }.sort,
  });
  const replacers = {
    replace(this: string, pattern: unknown, replacement: unknown) {
      return host.replace(`${this}`, pattern, replacement, false);
    },
    replaceAll(this: string, pattern: unknown, replacement: unknown) {
      return host.replace(`${this}`, pattern, replacement, true);
    },
  };
  defineProperty(stringPrototype, 'replace', { configurable: true, writable: true, value: replacers.replace });
  defineProperty(stringPrototype, 'replaceAll', { configurable: true, writable: true, value: replacers.replaceAll });
  defineProperty(Object.prototype, toPrimitive, {
    value: {
      text(this: unknown, hint: string) {
        const text = typeof this === 'function' ? 'function' : isArray(this) ? join(this) : '[object Object]';
        return hint === 'number' ? +text : text;
      },
    }.text,
  });

  strip(stringPrototype, [...listed.string, 'replace', 'replaceAll']);
  strip(Array.prototype, [...listed.array, 'sort']);
  strip(Number.prototype, []);
  strip(Boolean.prototype, []);
  strip(BigInt.prototype, []);
  strip(Symbol.prototype, []);
  strip(RegExp.prototype, []);
  strip(Promise.prototype, []);
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

  let ticks = 0;
  function tick(iteration: number): void {
    if (iteration > 1000) host.loopLimit();
    ticks += 1;
    if (ticks % 4096 === 0) host.checkTime();
  }

  const untouched = {};
  function newContext(given: object, touchedStash: (stash: unknown) => void): unknown {
    const source = given as Record<string, unknown>;
    const copies: Record<string, unknown> = {
      arguments: untouched,
      identity: untouched,
      source: untouched,
      stash: untouched,
      prev: untouched,
      request: untouched,
      info: untouched,
      env: untouched,
      result: untouched,
      error: untouched,
      outErrors: untouched,
    };
    function member(name: string): unknown {
      let copied = copies[name];
      if (copied === untouched) {
        copied = copyIn(source[name] ?? null);
        copies[name] = copied;
      }
      return copied;
    }
    return {
      get arguments() {
        return member('arguments');
      },
      set arguments(value: unknown) {
        copies.arguments = value;
      },
      get args() {
        return member('arguments');
      },
      set args(value: unknown) {
        copies.arguments = value;
      },
      get identity() {
        return member('identity');
      },
      set identity(value: unknown) {
        copies.identity = value;
      },
      get source() {
        return member('source');
      },
      set source(value: unknown) {
        copies.source = value;
      },
      // AWS: the stash cannot be deleted or replaced.
      get stash() {
        if (copies.stash === untouched) touchedStash(member('stash'));
        return member('stash');
      },
      get prev() {
        return member('prev');
      },
      set prev(value: unknown) {
        copies.prev = value;
      },
      get request() {
        return member('request');
      },
      set request(value: unknown) {
        copies.request = value;
      },
      get info() {
        if (copies.info === untouched) {
          const given = source.info as Record<string, unknown>;
          const info: Record<string, unknown> = {
            fieldName: given.fieldName,
            parentTypeName: given.parentTypeName,
            variables: copyIn(given.variables),
          };
          // AWS: JSON.stringify does not include these two.
          defineProperty(info, 'selectionSetList', { value: copyIn(given.selectionSetList) });
          defineProperty(info, 'selectionSetGraphQL', { value: given.selectionSetGraphQL });
          copies.info = info;
        }
        return copies.info;
      },
      set info(value: unknown) {
        copies.info = value;
      },
      get env() {
        return member('env');
      },
      get result() {
        return member('result');
      },
      set result(value: unknown) {
        copies.result = value;
      },
      get error() {
        return member('error');
      },
      set error(value: unknown) {
        copies.error = value;
      },
      get outErrors() {
        return member('outErrors');
      },
    };
  }

  return { modules, copyIn, tick, newContext };
}
