import { CodeFault } from '../Aborts.ts';
import { DateFields, localInstant } from './dateFields.ts';
import { fieldFormatter } from './dateFieldText.ts';
import { instantOf } from './timeZone.ts';

type Element =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'field'; readonly letter: string; readonly count: number; readonly pad: number }
  | { readonly kind: 'optional'; readonly elements: readonly Element[] };

const letters = 'GuyDMLdQqYwWEecFaHhKkmsSAnNVzOXxZ';

/**
 * A pattern of java.time.format.DateTimeFormatter in English (United States).
 * Throws CodeFault for a malformed pattern, and for text that does not match it.
 */
export class JavaDateFormat {
  readonly #elements: readonly Element[];
  #matcher: RegExp | undefined;

  constructor(pattern: string) {
    this.#elements = new PatternReader(pattern).elements(false);
  }

  format(instant: number, zone: string): string {
    return written(this.#elements, new DateFields(instant, zone));
  }

  /** Returns milliseconds since the epoch. `zone` is used if the text has none. */
  parse(text: string, zone: string | undefined): number {
    this.#matcher ??= new RegExp(`^${matching(this.#elements)}$`, 'u');
    const match = this.#matcher.exec(text);
    if (match === null) throw new CodeFault(`Text '${text}' could not be parsed at index 0`);
    const parsed = new Map<string, number>();
    let parsedZone: string | undefined;
    fieldsOf(this.#elements).forEach(({ letter, count }, index) => {
      const value = match[index + 1];
      if (value === undefined) return;
      const read = fieldFormatter(letter, count).read(value);
      if (typeof read === 'string') parsedZone = read;
      else parsed.set(letter, read);
    });
    const local = localInstant(parsed);
    const effective = parsedZone ?? zone;
    if (typeof local !== 'number' || effective === undefined) {
      const reason = typeof local === 'string' ? local : 'Unable to obtain ZonedDateTime from TemporalAccessor';
      throw new CodeFault(`Text '${text}' could not be parsed: ${reason}`);
    }
    return instantOf(local, effective);
  }
}

function written(elements: readonly Element[], fields: DateFields): string {
  let text = '';
  for (const element of elements) {
    if (element.kind === 'literal') text += element.text;
    else if (element.kind === 'optional') text += written(element.elements, fields);
    else text += fieldFormatter(element.letter, element.count).format(fields).padStart(element.pad, ' ');
  }
  return text;
}

/** Returns a regular expression with a group for each of fieldsOf(elements). */
function matching(elements: readonly Element[]): string {
  let source = '';
  for (const element of elements) {
    if (element.kind === 'literal') source += element.text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    else if (element.kind === 'optional') source += `(?:${matching(element.elements)})?`;
    else source += `${element.pad > 0 ? ' *' : ''}(${fieldFormatter(element.letter, element.count).pattern})`;
  }
  return source;
}

function fieldsOf(elements: readonly Element[]): Extract<Element, { kind: 'field' }>[] {
  return elements.flatMap((element) => {
    if (element.kind === 'optional') return fieldsOf(element.elements);
    return element.kind === 'field' ? [element] : [];
  });
}

class PatternReader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  elements(optional: boolean): Element[] {
    const elements: Element[] = [];
    let pad = 0;
    while (this.#at < this.#pattern.length) {
      const character = this.#pattern.charAt(this.#at);
      if (/[a-zA-Z]/.test(character)) {
        const count = this.#run(character);
        if (character === 'p') {
          pad = count;
          if (!/[a-zA-Z]/.test(this.#pattern.charAt(this.#at))) {
            this.#fail("Pad letter 'p' must be followed by valid pad pattern");
          }
          continue;
        }
        if (!letters.includes(character)) this.#fail(`Unknown pattern letter: ${character}`);
        fieldFormatter(character, count);
        elements.push({ kind: 'field', letter: character, count, pad });
        pad = 0;
      } else if (character === "'") {
        elements.push({ kind: 'literal', text: this.#quoted() });
      } else if (character === '[') {
        this.#at += 1;
        elements.push({ kind: 'optional', elements: this.elements(true) });
      } else if (character === ']') {
        if (!optional) this.#fail('Pattern invalid as it contains ] without previous [');
        this.#at += 1;
        return elements;
      } else if ('{}#'.includes(character)) {
        this.#fail(`Pattern includes reserved character: '${character}'`);
      } else {
        elements.push({ kind: 'literal', text: character });
        this.#at += 1;
      }
    }
    return elements;
  }

  #run(letter: string): number {
    const start = this.#at;
    while (this.#pattern.charAt(this.#at) === letter) this.#at += 1;
    return this.#at - start;
  }

  #quoted(): string {
    let text = '';
    for (let at = this.#at + 1; at < this.#pattern.length; at++) {
      if (this.#pattern.charAt(at) !== "'") {
        text += this.#pattern.charAt(at);
      } else if (this.#pattern.charAt(at + 1) === "'") {
        text += "'";
        at += 1;
      } else {
        this.#at = at + 1;
        return text === '' ? "'" : text;
      }
    }
    return this.#fail('Pattern ends with an incomplete string literal');
  }

  #fail(reason: string): never {
    throw new CodeFault(`${reason}: ${this.#pattern}`);
  }
}
