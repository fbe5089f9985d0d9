import type { LogFacts, LogFailure } from '../../rules/LogFailure.ts';
import { describeError } from './describeError.ts';
import { log } from './log.ts';

/**
 * Logs what failed, and the error with its name, words, stack and causes.
 * No value that an error quotes comes out (`describeError`), so `message` and `facts` must hold none either.
 */
export const logFailure: LogFailure = (message: string, error: unknown, facts: LogFacts = {}): void => {
  log('ERROR', message, facts, describeError(error));
};
