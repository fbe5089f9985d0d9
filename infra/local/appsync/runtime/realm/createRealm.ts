import vm from 'node:vm';
import { codeFile } from '../codePlace.ts';
import {
  documentedArrayMethods,
  documentedStatics,
  documentedStringMethods,
  undocumentedStatics,
  undocumentedStringMethods,
} from '../documentedBuiltIns.ts';
import type { ResolverContext } from '../ResolverCode.ts';
import { createContextFactory, type RealmContext } from './createContextFactory.ts';
import { createCopyIn } from './createCopyIn.ts';
import { createEncloser, type EnclosedTable } from './createEncloser.ts';
import { createGlobals } from './createGlobals.ts';
import { createTick } from './createTick.ts';
import type { HostServices, HostTable } from './HostServices.ts';
import { replaceMethods } from './replaceMethods.ts';
import { stripRealm } from './stripRealm.ts';

export interface Realm {
  /** The realm's own objects for the modules that may be imported. */
  readonly modules: Readonly<Record<string, EnclosedTable>>;
  /** Copies a host value into the realm's own objects. */
  readonly copyIn: (value: unknown) => unknown;
  readonly tick: (iteration: number) => void;
  readonly newContext: (context: ResolverContext) => RealmContext;
  /** Compiles a function body in the realm. Throws SyntaxError. */
  readonly compile: (body: string, parameters: readonly string[]) => (...values: unknown[]) => unknown;
}

/** These run inside a fresh realm, from their source text, so each refers to nothing outside itself. */
const parts = {
  createCopyIn,
  createEncloser,
  createGlobals,
  createTick,
  createContextFactory,
  replaceMethods,
  stripRealm,
};
const partsSource = `'use strict'; ({ ${Object.entries(parts)
  .map(([name, part]) => `${name}: ${part.toString()}`)
  .join(',\n')} })`;

/** Returns a realm that has the built-ins of `documentedBuiltIns.ts` and no others. Text never becomes code in it. */
export function createRealm(host: HostServices): Realm {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, {
    codeGeneration: { strings: false, wasm: false },
    microtaskMode: 'afterEvaluate',
  });
  const inside = vm.runInContext(partsSource, context) as typeof parts;
  const copyIn = inside.createCopyIn();
  const enclose = inside.createEncloser(host, copyIn);
  const library = enclose({ util: host.util, extensions: host.extensions, runtime: host.runtime });
  const modules: Record<string, EnclosedTable> = { '@aws-appsync/utils': library };
  for (const [name, table] of Object.entries(host.modules)) modules[name] = enclose(table as HostTable);
  const tick = inside.createTick(host);
  const newContext = inside.createContextFactory(copyIn);
  const globals = {
    ...inside.createGlobals({ ...documentedStatics, ...undocumentedStatics }, enclose(host.console)),
    ...library,
  };
  inside.replaceMethods(host);
  inside.stripRealm(globals, {
    string: [...documentedStringMethods, ...undocumentedStringMethods],
    array: documentedArrayMethods,
  });
  return {
    modules,
    copyIn,
    tick,
    newContext,
    compile: (body, parameters) =>
      vm.compileFunction(body, [...parameters], { filename: codeFile, parsingContext: context }) as (
        ...values: unknown[]
      ) => unknown,
  };
}
