import vm from 'node:vm';
import { codeFile } from './codePlace.ts';
import { type HostServices, installRealm, type Realm } from './installRealm.ts';

export interface CreatedRealm extends Realm {
  /** Compiles a function body in the realm. Throws SyntaxError. */
  readonly compile: (body: string, parameters: readonly string[]) => (...values: unknown[]) => unknown;
}

/** A realm that has the built-ins that APPSYNC_JS documents and no others; text never becomes code in it. */
export function createRealm(host: HostServices): CreatedRealm {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, {
    codeGeneration: { strings: false, wasm: false },
    microtaskMode: 'afterEvaluate',
  });
  const install = vm.runInContext(`'use strict'; (${installRealm.toString()})`, context) as typeof installRealm;
  const realm = install(host);
  return {
    ...realm,
    compile: (body, parameters) =>
      vm.compileFunction(body, [...parameters], { filename: codeFile, parsingContext: context }) as (
        ...values: unknown[]
      ) => unknown,
  };
}
