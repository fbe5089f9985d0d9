import type { ResolverError } from './ResolverCode.ts';

/** Thrown through the resolver's code by `util.error` and `util.unauthorized`. */
export class ErrorAbort {
  readonly error: ResolverError;

  constructor(error: ResolverError) {
    this.error = error;
  }
}

/** Thrown through the resolver's code by `runtime.earlyReturn`. */
export class EarlyReturnAbort {
  readonly value: unknown;
  readonly skipTo: 'END' | 'NEXT';

  constructor(value: unknown, skipTo: 'END' | 'NEXT') {
    this.value = value;
    this.skipTo = skipTo;
  }
}

/**
 * A runtime error in the code, raised by the library or a limit.
 * It is reported with the place in the code that caused it.
 */
export class CodeFault extends Error {
  override readonly name = 'CodeFault';
}
