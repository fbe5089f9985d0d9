import { CodeFault } from '../Aborts.ts';
import { characterProperty } from './javaCharacterProperty.ts';

/** A java.util.regex.Pattern in JavaScript. `groups` finds the user's groups behind those that the translation adds. */
export interface TranslatedPattern {
  readonly source: string;
  /** For each group of the Java pattern, its number in `source`. Index 0 is the whole match. */
  readonly groups: readonly number[];
  /** The number of groups that the Java pattern captures. */
  readonly captures: number;
  readonly names: ReadonlySet<string>;
  /** Whether a group is repeated. Only then can matching take exponential time. */
  readonly repeatsGroup: boolean;
}

const lineBreaks = '\\n\\r\\u0085\\u2028\\u2029';

interface Capture {
  number: number;
}

interface Flags {
  ignoreCase: boolean;
  multiline: boolean;
  dotAll: boolean;
  comments: boolean;
  unixLines: boolean;
}

/**
 * Translates Java's syntax (java.util.regex.Pattern) to JavaScript's with the `v` flag.
 * Throws CodeFault for a malformed pattern or one without a counterpart.
 */
export function translateJavaPattern(pattern: string): TranslatedPattern {
  return new Translator(pattern).translate();
}

class Translator {
  readonly #pattern: string;
  #at = 0;
  /** All captures of the translation. Those that emulate an atomic group are not in #groups. */
  readonly #captures: Capture[] = [];
  #repeatsGroup = false;
  readonly #groups: Capture[] = [{ number: 0 }];
  readonly #names = new Set<string>();
  /** References to groups are written last, when all groups have numbers. */
  readonly #references: (() => Capture | undefined)[] = [];
  #flags: Flags = { ignoreCase: false, multiline: false, dotAll: false, comments: false, unixLines: false };

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  translate(): TranslatedPattern {
    const body = this.#alternatives();
    if (this.#at < this.#pattern.length) this.#fail('Unmatched closing )');
    const source = body.replace(/\0(\d+)\0/g, (_mark, index) => {
      const capture = this.#references[Number(index)]?.();
      return capture === undefined ? '(?!)' : `(?:\\${capture.number})`;
    });
    const groups = this.#groups.map(({ number }) => number);
    return { source, groups, captures: groups.length - 1, names: this.#names, repeatsGroup: this.#repeatsGroup };
  }

  /** Reads up to the closing parenthesis or the end. Flags that are set inside end with it. */
  #alternatives(): string {
    const outer = { ...this.#flags };
    const branches: string[] = [];
    let branch = '';
    // JavaScript has flags only on groups, so each run of terms under one setting is wrapped.
    let run = '';
    let runIgnoresCase = this.#flags.ignoreCase;
    const endRun = () => {
      if (run !== '') {
        branch +=
          runIgnoresCase && !outer.ignoreCase
            ? `(?i:${run})`
            : !runIgnoresCase && outer.ignoreCase
              ? `(?-i:${run})`
              : run;
      }
      run = '';
      runIgnoresCase = this.#flags.ignoreCase;
    };
    for (;;) {
      const next = this.#peek();
      if (next === '' || next === ')') break;
      if (next === '|') {
        this.#at += 1;
        endRun();
        branches.push(branch);
        branch = '';
        continue;
      }
      if (this.#flags.comments && this.#skipComment()) continue;
      if (this.#inlineFlags()) {
        endRun();
        continue;
      }
      run += this.#term();
    }
    endRun();
    branches.push(branch);
    this.#flags = outer;
    return branches.join('|');
  }

  #skipComment(): boolean {
    const next = this.#peek();
    if (/[\s]/.test(next)) {
      this.#at += 1;
      return true;
    }
    if (next !== '#') return false;
    while (this.#at < this.#pattern.length && this.#peek() !== '\n') this.#at += 1;
    return true;
  }

  #inlineFlags(): boolean {
    const match = /^\(\?([idmsuxU]*)(?:-([idmsuxU]*))?\)/.exec(this.#pattern.slice(this.#at));
    if (match === null) return false;
    this.#at += match[0].length;
    this.#setFlags(match[1] ?? '', match[2] ?? '');
    return true;
  }

  #setFlags(on: string, off: string): void {
    for (const [letters, value] of [
      [on, true],
      [off, false],
    ] as const) {
      if (letters.includes('i')) this.#flags.ignoreCase = value;
      if (letters.includes('m')) this.#flags.multiline = value;
      if (letters.includes('s')) this.#flags.dotAll = value;
      if (letters.includes('x')) this.#flags.comments = value;
      if (letters.includes('d')) this.#flags.unixLines = value;
      if (letters.includes('U')) this.#fail('The flag U is not supported locally');
    }
  }

  #term(): string {
    const capturesBefore = this.#captures.length;
    const atom = this.#atom();
    if (this.#flags.comments) while (this.#skipComment());
    const match = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(this.#pattern.slice(this.#at));
    if (match === null) return atom;
    this.#at += match[0].length;
    if (atom.startsWith('(')) this.#repeatsGroup = true;
    const mode = this.#peek();
    if (mode === '?') {
      this.#at += 1;
      return `${atom}${match[0]}?`;
    }
    if (mode === '+') {
      this.#at += 1;
      return this.#atomic(`${atom}${match[0]}`, capturesBefore);
    }
    return `${atom}${match[0]}`;
  }

  /** Emulates an atomic group, which never gives back what it matched: a lookahead captures it and is repeated. */
  #atomic(body: string, capturesBefore: number): string {
    // The capture opens before the groups inside it.
    const capture = { number: capturesBefore + 1 };
    for (const inner of this.#captures) if (inner.number >= capture.number) inner.number += 1;
    this.#captures.push(capture);
    return `(?:(?=(${body}))${this.#referenceTo(() => capture)})`;
  }

  #referenceTo(capture: () => Capture | undefined): string {
    this.#references.push(capture);
    return `\0${this.#references.length - 1}\0`;
  }

  #atom(): string {
    const character = this.#next();
    switch (character) {
      case '(':
        return this.#group();
      case '[':
        this.#at -= 1;
        return this.#characterClass();
      case '\\':
        return this.#escape();
      case '.':
        return this.#flags.dotAll ? '[\\s\\S]' : this.#flags.unixLines ? '[^\\n]' : `[^${lineBreaks}]`;
      case '^':
        return this.#flags.multiline ? `(?:(?<![\\s\\S])|(?<=[${lineBreaks}])(?=[\\s\\S]))` : '(?<![\\s\\S])';
      case '$':
        return this.#flags.multiline ? `(?=[${lineBreaks}]|(?![\\s\\S]))` : endOrLastLine;
      case '*':
      case '+':
      case '?':
        return this.#fail(`Dangling meta character '${character}'`);
      default:
        return literal(character);
    }
  }

  #group(): string {
    const rest = this.#pattern.slice(this.#at);
    const named = /^\?<([a-zA-Z][a-zA-Z0-9]*)>/.exec(rest);
    if (named?.[1] !== undefined) {
      this.#at += named[0].length;
      if (this.#names.has(named[1])) this.#fail(`Named capturing group <${named[1]}> is already defined`);
      this.#names.add(named[1]);
      return `(?<${named[1]}>${this.#captured()}`;
    }
    const look = /^\?(?:[:=!]|<[=!])/.exec(rest);
    if (look !== null) {
      this.#at += look[0].length;
      return `(${look[0]}${this.#closed()}`;
    }
    if (rest.startsWith('?>')) {
      this.#at += 2;
      const before = this.#captures.length;
      const body = this.#closed();
      return this.#atomic(`(?:${body}`, before);
    }
    const flags = /^\?([idmsuxU]*)(?:-([idmsuxU]*))?:/.exec(rest);
    if (flags !== null) {
      this.#at += flags[0].length;
      const outer = { ...this.#flags };
      this.#setFlags(flags[1] ?? '', flags[2] ?? '');
      const changed = this.#flags.ignoreCase !== outer.ignoreCase;
      const prefix = changed ? (this.#flags.ignoreCase ? '?i:' : '?-i:') : '?:';
      const body = this.#closed();
      this.#flags = outer;
      return `(${prefix}${body}`;
    }
    if (rest.startsWith('?')) this.#fail('Unknown inline modifier');
    return `(${this.#captured()}`;
  }

  #captured(): string {
    const capture = { number: this.#captures.length + 1 };
    this.#captures.push(capture);
    this.#groups.push(capture);
    return this.#closed();
  }

  #closed(): string {
    const body = this.#alternatives();
    if (this.#next() !== ')') this.#fail('Unclosed group');
    return `${body})`;
  }

  #escape(): string {
    const character = this.#next();
    switch (character) {
      case '':
        return this.#fail('Unexpected internal error');
      case 'Q': {
        const end = this.#pattern.indexOf('\\E', this.#at);
        const quoted = this.#pattern.slice(this.#at, end === -1 ? undefined : end);
        this.#at = end === -1 ? this.#pattern.length : end + 2;
        return quoted === '' ? '(?:)' : [...quoted].map(literal).join('');
      }
      case 'A':
        return '(?<![\\s\\S])';
      case 'z':
        return '(?![\\s\\S])';
      case 'Z':
        return endOrLastLine;
      case 'b':
      case 'B':
        return `\\${character}`;
      case 'R':
        return `(?:\\r\\n|[\\u000B\\u000C${lineBreaks}])`;
      case 'G':
      case 'X':
      case 'N':
        return this.#fail(`\\${character} is not supported locally`);
      case 'k': {
        const name = /^<([a-zA-Z][a-zA-Z0-9]*)>/.exec(this.#pattern.slice(this.#at));
        if (name?.[1] === undefined || !this.#names.has(name[1])) {
          return this.#fail('\\k is not followed by a known group');
        }
        this.#at += name[0].length;
        return `\\k<${name[1]}>`;
      }
      default:
        if (character >= '1' && character <= '9') return this.#backReference(character);
        this.#at -= 1;
        return this.#classEscape(false);
    }
  }

  /** Reads the number of a group. Further digits belong to it while there are that many groups. */
  #backReference(first: string): string {
    let number = Number(first);
    for (;;) {
      const digit = this.#peek();
      if (!/[0-9]/.test(digit) || number * 10 + Number(digit) >= this.#groups.length) break;
      number = number * 10 + Number(digit);
      this.#at += 1;
    }
    return this.#referenceTo(() => this.#groups[number]);
  }

  /** Reads an escape that stands for one character or a set, after its backslash. */
  #classEscape(inClass: boolean): string {
    const character = this.#next();
    const bracket = (body: string) => (inClass ? body : `[${body}]`);
    switch (character) {
      case 'd':
        return bracket('0-9');
      case 'D':
        return '[^0-9]';
      case 's':
        return bracket(' \\t\\n\\u000B\\f\\r');
      case 'S':
        return '[^ \\t\\n\\u000B\\f\\r]';
      case 'w':
        return bracket('a-zA-Z_0-9');
      case 'W':
        return '[^a-zA-Z_0-9]';
      case 'h':
        return bracket(horizontalSpace);
      case 'H':
        return `[^${horizontalSpace}]`;
      case 'v':
        return bracket(`\\u000B\\u000C${lineBreaks}`);
      case 'V':
        return `[^\\u000B\\u000C${lineBreaks}]`;
      case 'p':
      case 'P':
        return this.#property(character === 'P');
      case 't':
      case 'n':
      case 'r':
      case 'f':
        return `\\${character}`;
      case 'a':
        return '\\u0007';
      case 'e':
        return '\\u001B';
      case 'c':
        return codePoint(this.#next().charCodeAt(0) ^ 0x40);
      case '0':
        return this.#number(/^[0-3]?[0-7]{1,2}/, 8, 'Illegal octal escape sequence');
      case 'u':
        return this.#number(/^[0-9a-fA-F]{4}/, 16, 'Illegal Unicode escape sequence');
      case 'x': {
        if (this.#peek() !== '{') return this.#number(/^[0-9a-fA-F]{2}/, 16, 'Illegal hexadecimal escape sequence');
        this.#at += 1;
        const text = this.#number(/^[0-9a-fA-F]{1,6}/, 16, 'Illegal hexadecimal escape sequence');
        if (this.#next() !== '}') this.#fail('Unclosed hexadecimal escape sequence');
        return text;
      }
      default:
        if (/[a-zA-Z]/.test(character)) this.#fail('Illegal/unsupported escape sequence');
        return inClass ? classLiteral(character) : literal(character);
    }
  }

  #number(digits: RegExp, radix: number, failure: string): string {
    const match = digits.exec(this.#pattern.slice(this.#at));
    if (match === null) return this.#fail(failure);
    this.#at += match[0].length;
    const value = Number.parseInt(match[0], radix);
    return value > 0x10ffff ? this.#fail(failure) : codePoint(value);
  }

  #property(negated: boolean): string {
    let name = this.#next();
    if (name === '{') {
      const end = this.#pattern.indexOf('}', this.#at);
      if (end === -1) return this.#fail('Unclosed character family');
      name = this.#pattern.slice(this.#at, end);
      this.#at = end + 1;
    }
    const set = characterProperty(name);
    if (set === undefined) return this.#fail(`Unknown character property name {${name}}`);
    return `[${negated ? '^' : ''}${set}]`;
  }

  /** Reads `[…]` with unions, ranges and `&&`. JavaScript wants the operands of `&&` as classes of their own. */
  #characterClass(): string {
    this.#at += 1;
    const negated = this.#peek() === '^';
    if (negated) this.#at += 1;
    const operands: string[] = [];
    let operand = '';
    let first = true;
    for (;;) {
      const next = this.#peek();
      if (next === '') this.#fail('Unclosed character class');
      if (next === ']' && !first) {
        this.#at += 1;
        break;
      }
      first = false;
      if (this.#flags.comments && /\s/.test(next)) {
        this.#at += 1;
      } else if (this.#pattern.startsWith('&&', this.#at)) {
        this.#at += 2;
        operands.push(operand);
        operand = '';
      } else if (next === '[') {
        operand += this.#characterClass();
      } else {
        operand += this.#classItem();
      }
    }
    operands.push(operand);
    const intersected = operands.filter((part) => part !== '');
    const body = intersected.length > 1 ? intersected.map((part) => `[${part}]`).join('&&') : intersected.join('');
    return `[${negated ? '^' : ''}${body}]`;
  }

  #classItem(): string {
    const low = this.#classCharacter();
    const rest = this.#pattern.slice(this.#at);
    if (!rest.startsWith('-') || rest.startsWith('-]') || rest.startsWith('-[') || low.startsWith('[')) return low;
    this.#at += 1;
    return `${low}-${this.#classCharacter()}`;
  }

  #classCharacter(): string {
    const character = this.#next();
    if (character !== '\\') return classLiteral(character);
    if (this.#peek() !== 'Q') return this.#classEscape(true);
    const end = this.#pattern.indexOf('\\E', this.#at);
    const quoted = this.#pattern.slice(this.#at + 1, end === -1 ? undefined : end);
    this.#at = end === -1 ? this.#pattern.length : end + 2;
    return [...quoted].map(classLiteral).join('');
  }

  #peek(): string {
    const code = this.#pattern.codePointAt(this.#at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  #next(): string {
    const character = this.#peek();
    this.#at += character.length;
    return character;
  }

  #fail(reason: string): never {
    throw new CodeFault(`${reason} near index ${this.#at}\n${this.#pattern}`);
  }
}

const horizontalSpace = ' \\t\\u00A0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000';
/** The end of the input, also before a line break that ends it. */
const endOrLastLine = `(?=(?:\\r\\n|[${lineBreaks}])?(?![\\s\\S]))`;

function codePoint(value: number): string {
  return `\\u{${value.toString(16)}}`;
}

function literal(character: string): string {
  return /^[\\^$.*+?()[\]{}|/]$/.test(character) || character.charCodeAt(0) < 2
    ? codePoint(character.charCodeAt(0))
    : character;
}

function classLiteral(character: string): string {
  return /^[a-zA-Z0-9]$/.test(character) ? character : codePoint(character.codePointAt(0) ?? 0);
}
