import { checkResolverBundle } from '../checker/checkResolverBundle.ts';
import { UNDOCUMENTED } from '../checker/Finding.ts';
import { CodeFault, EarlyReturnAbort, ErrorAbort } from './Aborts.ts';
import { codeFile, codePlace } from './codePlace.ts';
import { copyArgument, copyFromRealm } from './copyFromRealm.ts';
import { type Evaluation, newEvaluation } from './Evaluation.ts';
import { formatLogArguments } from './formatLogArguments.ts';
import { appSyncLibrary } from './library/appSyncLibrary.ts';
import { javaReplace } from './library/javaMatcher.ts';
import type { HandlerOutcome, ResolverCode, ResolverCodeOptions, ResolverContext } from './ResolverCode.ts';
import { ResolverCodeError } from './ResolverCodeError.ts';
import { createRealm, type Realm } from './realm/createRealm.ts';
import { rewriteModule } from './rewriteModule.ts';

type Handlers = Readonly<Record<'request' | 'response', (context: unknown) => unknown>>;

/**
 * Loads one APPSYNC_JS bundle, or a module without relative imports. Throws ResolverCodeError for code that AppSync
 * does not accept. Its realm is made at the first run: most starts of a local cloud run few resolvers.
 */
export function loadResolverCode(source: string, options: ResolverCodeOptions): ResolverCode {
  const all = checkResolverBundle(source, options.coordinate);
  const findings = all.filter(({ rule }) => rule !== UNDOCUMENTED);
  if (findings.length > 0) throw new ResolverCodeError(options.coordinate, findings);
  for (const finding of all) options.warn?.(finding);

  let evaluation: Evaluation | undefined;
  const current = (): Evaluation => {
    if (evaluation === undefined) throw new CodeFault('The library was called outside of a run.');
    return evaluation;
  };
  let module: PreparedModule | undefined;

  return {
    // Every run evaluates the module afresh, so that no run sees another. Runs do not overlap.
    run(handler, context) {
      module ??= prepareModule(source, options, current);
      const { evaluate, newContext, placeOf } = module;
      const run = newEvaluation(context);
      evaluation = run;
      let end: HandlerOutcome['end'];
      try {
        const handlers = evaluate();
        const resolverContext = newContext(context);
        run.stash = resolverContext.stash;
        end = { kind: 'value', value: copyFromRealm(handlers[handler](resolverContext)) };
      } catch (thrown) {
        end = abruptEnd(thrown, placeOf);
      } finally {
        evaluation = undefined;
      }
      return outcome(end, run, context);
    },
  };
}

/** A module in a realm of its own. */
interface PreparedModule {
  readonly evaluate: () => Handlers;
  readonly newContext: Realm['newContext'];
  /** Where in the source an error of the realm was thrown, if in the module. */
  readonly placeOf: (error: object) => string | undefined;
}

function prepareModule(source: string, options: ResolverCodeOptions, current: () => Evaluation): PreparedModule {
  const module = rewriteModule(source);
  const log = (level: 'log' | 'error', given: readonly unknown[]) => {
    const place = codePlace(new Error(), source, module) ?? codeFile;
    options.console(level, options.coordinate, `${place}: ${formatLogArguments(given)}`);
  };
  const realm = createRealm({
    ...appSyncLibrary(current, options.now),
    console: {
      log: (...given) => log('log', given),
      error: (...given) => log('error', given),
    },
    replace: javaReplace,
    argument: copyArgument,
    loopLimit: () => {
      throw new CodeFault('The loop exceeded the maximum of 1000 iterations.'); // ? wording assumed
    },
    checkTime: () => {
      // ? wording assumed
      if (performance.now() > current().deadline) throw new CodeFault('The code ran for too long.');
    },
    unsupported: (message) => {
      throw new CodeFault(message);
    },
  });
  const evaluateModule = realm.compile(module.body, [
    ...module.imports.map(({ local }) => local),
    module.tick,
    ...module.counters,
  ]);
  const bindings: unknown[] = module.imports.map(({ module: name, imported }) =>
    imported === '*' ? realm.modules[name] : realm.modules[name]?.[imported],
  );
  bindings.push(realm.tick);
  return {
    evaluate: () => evaluateModule(...bindings) as Handlers,
    newContext: realm.newContext,
    placeOf: (error) => codePlace(error, source, module),
  };
}

function outcome(end: HandlerOutcome['end'], run: Evaluation, context: ResolverContext): HandlerOutcome {
  let stash = context.stash;
  let reached = end;
  if (run.stash !== undefined) {
    try {
      stash = copyFromRealm(run.stash) as ResolverContext['stash'];
    } catch (thrown) {
      reached = abruptEnd(thrown, () => undefined);
    }
  }
  return {
    end: reached,
    stash,
    appendedErrors: run.appendedErrors,
    responseHeaders: run.responseHeaders,
    subscriptionFilter: run.subscriptionFilter,
    subscriptionInvalidationFilter: run.subscriptionInvalidationFilter,
    subscriptionInvalidations: run.subscriptionInvalidations,
  };
}

function abruptEnd(thrown: unknown, place: (error: object) => string | undefined): HandlerOutcome['end'] {
  if (thrown instanceof ErrorAbort) return { kind: 'error', error: thrown.error };
  if (thrown instanceof EarlyReturnAbort) {
    try {
      return { kind: 'earlyReturn', value: copyFromRealm(thrown.value), skipTo: thrown.skipTo };
    } catch (fault) {
      return abruptEnd(fault, place);
    }
  }
  // What V8 throws in a realm is an instance of that realm's classes. Its members are read without trusting its type.
  const { name, message } = Object(thrown) as Readonly<Record<string, unknown>>;
  const text =
    thrown instanceof CodeFault ? thrown.message : `${String(name ?? 'Error')}: ${String(message ?? thrown)}`;
  const at = typeof thrown === 'object' && thrown !== null ? place(thrown) : undefined;
  // AppSync reports a runtime error's type and place like this: `code.js:162:13: ReferenceError: x is not defined`.
  return {
    kind: 'error',
    error: { message: at === undefined ? text : `${at}: ${text}`, errorType: 'Code', data: null, errorInfo: null },
  };
}
