import vm from 'node:vm';
import { CodeFault } from '../Aborts.ts';
import { isRecord } from './isRecord.ts';
import { type TranslatedPattern, translateJavaPattern } from './javaPattern.ts';

interface CompiledPattern extends TranslatedPattern {
  readonly whole: RegExp;
  readonly first: RegExp;
  readonly every: RegExp;
}

const MAXIMUM_CACHED = 500;
const compiled = new Map<string, CompiledPattern>();

/** Implements `util.matches`, Java's `Pattern.matches`: the pattern must match all of the value. */
export function javaMatches(pattern: unknown, value: unknown): boolean {
  const java = compile(text(pattern));
  const subject = text(value);
  return guarded(java, () => java.whole.test(subject));
}

/** Implements APPSYNC_JS's `replace` and `replaceAll` with Java's pattern and replacement (`$1`, `${name}`, `\$`). */
export function javaReplace(subject: string, pattern: unknown, replacement: unknown, all: boolean): string {
  const java = compile(text(pattern));
  const write = parseReplacement(text(replacement), java);
  return guarded(java, () => subject.replace(all ? java.every : java.first, (...match) => write(match)));
}

const MAXIMUM_MILLISECONDS = 500;
const guard = vm.createContext({ task: () => undefined });
const runTask = new vm.Script('task()');

/**
 * Ends matching that backtracks without end, by V8's own watchdog.
 * That is slow to start, so harmless patterns do without.
 */
function guarded<T>({ repeatsGroup }: TranslatedPattern, match: () => T): T {
  if (!repeatsGroup) return match();
  guard.task = match;
  try {
    return runTask.runInContext(guard, { timeout: MAXIMUM_MILLISECONDS }) as T;
  } catch (error) {
    // The error is one of the guard's own realm.
    if (isRecord(error) && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
      throw new CodeFault('Matching the pattern took too long.');
    }
    throw error;
  } finally {
    guard.task = undefined;
  }
}

function text(value: unknown): string {
  // ? wording assumed
  if (typeof value !== 'string') throw new CodeFault('A pattern, its subject and its replacement must be strings.');
  return value;
}

function compile(pattern: string): CompiledPattern {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const translated = translateJavaPattern(pattern);
  let result: CompiledPattern;
  try {
    result = {
      ...translated,
      whole: new RegExp(`^(?:${translated.source})$`, 'v'),
      first: new RegExp(translated.source, 'v'),
      every: new RegExp(translated.source, 'gv'),
    };
  } catch {
    throw new CodeFault(`The pattern ${JSON.stringify(pattern)} is malformed or not supported locally.`);
  }
  if (compiled.size >= MAXIMUM_CACHED) compiled.clear();
  compiled.set(pattern, result);
  return result;
}

type Match = readonly unknown[];

/**
 * Parses a replacement as Java's `Matcher.appendReplacement`. `$` begins a group by name or by number, with as many
 * digits as there are groups, and `\` takes the next character literally.
 */
function parseReplacement(replacement: string, java: TranslatedPattern): (match: Match) => string {
  const parts: (string | ((match: Match) => string))[] = [];
  for (let at = 0; at < replacement.length; ) {
    const character = replacement.charAt(at);
    if (character === '\\') {
      if (at + 1 === replacement.length) throw new CodeFault('character to be escaped is missing');
      parts.push(replacement.charAt(at + 1));
      at += 2;
    } else if (character === '$') {
      const named = /^\$\{([a-zA-Z][a-zA-Z0-9]*)\}/.exec(replacement.slice(at));
      if (named?.[1] !== undefined) {
        const name = named[1];
        if (!java.names.has(name)) throw new CodeFault(`No group with name {${name}}`);
        parts.push((match) => namedGroup(match, name));
        at += named[0].length;
      } else {
        const [number, length] = groupNumber(replacement, at + 1, java.captures);
        parts.push((match) => String(match[java.groups[number] ?? 0] ?? ''));
        at += 1 + length;
      }
    } else {
      parts.push(character);
      at += 1;
    }
  }
  return (match) => parts.map((part) => (typeof part === 'string' ? part : part(match))).join('');
}

function groupNumber(replacement: string, at: number, captures: number): readonly [number: number, length: number] {
  let length = 0;
  let number = 0;
  while (/[0-9]/.test(replacement.charAt(at + length))) {
    const longer = number * 10 + Number(replacement.charAt(at + length));
    if (length > 0 && longer > captures) break;
    number = longer;
    length += 1;
  }
  if (length === 0) throw new CodeFault('Illegal group reference');
  if (number > captures) throw new CodeFault(`No group ${number}`);
  return [number, length];
}

function namedGroup(match: Match, name: string): string {
  const groups = match.at(-1);
  if (typeof groups !== 'object' || groups === null) return '';
  return String((groups as Readonly<Record<string, unknown>>)[name] ?? '');
}
