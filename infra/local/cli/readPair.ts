import { UsageError } from './UsageError.ts';

/** Reads an option's `Name=Value`. Throws a UsageError that names the option if the name or `=` is missing. */
export function readPair(option: string, text: string): readonly [string, string] {
  const equals = text.indexOf('=');
  if (equals < 1) throw new UsageError(`${option} must be Name=Value, not "${text}".`);
  return [text.slice(0, equals), text.slice(equals + 1)];
}
