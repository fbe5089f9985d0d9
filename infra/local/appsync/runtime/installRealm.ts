import type { ResolverContext } from './ResolverCode.ts';

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
  readonly newContext: (context: ResolverContext) => RealmContext;
}

/** A context copied into a realm. Its members are the realm's own, and the resolver's to change. */
interface RealmContext {
  readonly stash: unknown;
  readonly [member: string]: unknown;
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
    // Copied values are plain data without inherited members, over which for-in is the fastest.
    for (const name in value) object[name] = copyIn((value as Record<string, unknown>)[name]);
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
  // V8 gives up its fast paths for lists and promises in the whole process once any realm touches their `constructor` or `then`: a list's
  // constructor, which the checker refuses to name, stays without its own functions, and promises, which no resolver can make, stay whole.
  strip(Array.prototype, [...listed.array, 'sort', 'constructor']);
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

  let ticks = 0;
  function tick(iteration: number): void {
    if (iteration > 1000) host.loopLimit();
    ticks += 1;
    if (ticks % 4096 === 0) host.checkTime();
  }

  // AWS: JSON.stringify does not include the selection sets, so they are no members of their own.
  class Info {
    readonly fieldName: unknown;
    readonly parentTypeName: unknown;
    readonly variables: unknown;
    readonly #given: ResolverContext['info'];
    #selectionSetList: unknown;

    constructor(given: ResolverContext['info']) {
      this.fieldName = given.fieldName;
      this.parentTypeName = given.parentTypeName;
      this.variables = copyIn(given.variables);
      this.#given = given;
    }

    get selectionSetList(): unknown {
      this.#selectionSetList ??= copyIn(this.#given.selectionSetList);
      return this.#selectionSetList;
    }

    get selectionSetGraphQL(): string {
      return this.#given.selectionSetGraphQL;
    }
  }
  deleteProperty(Info.prototype, 'constructor');

  function newContext(given: ResolverContext): RealmContext {
    const args = copyIn(given.arguments);
    return {
      arguments: args,
      args,
      identity: copyIn(given.identity),
      source: copyIn(given.source),
      stash: copyIn(given.stash),
      prev: copyIn(given.prev),
      request: copyIn(given.request),
      info: new Info(given.info),
      env: copyIn(given.env),
      result: copyIn(given.result ?? null),
      error: copyIn(given.error ?? null),
      outErrors: copyIn(given.outErrors),
    };
  }

  return { modules, copyIn, tick, newContext };
}
