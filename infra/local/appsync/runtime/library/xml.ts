import { setMember } from '../../../shared/setMember.ts';
import { CodeFault } from '../Aborts.ts';

type XmlObject = Record<string, unknown>;

/**
 * Implements `util.xml.toMap`: elements become members, repeated ones lists, numbers and booleans values.
 * ? Attributes become members too, and text beside them `content`, after org.json's rules.
 */
export function xmlToMap(text: string): unknown {
  return new XmlReader(text).document();
}

/** Implements `util.xml.toJsonString`. Encoded, the JSON becomes a JSON string once more. */
export function xmlToJsonString(text: string, encode: boolean): string {
  const json = JSON.stringify(xmlToMap(text));
  return encode ? JSON.stringify(json) : json;
}

const namePattern = /[^\s=/<>"'!?][^\s=/<>"']*/y;
const skippedPattern = /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>|\s+/y;
const MAXIMUM_DEPTH = 200;

class XmlReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): XmlObject {
    const result: XmlObject = {};
    while (this.#take(skippedPattern) !== undefined);
    while (this.#at < this.#text.length) {
      this.#element(result, 0);
      while (this.#take(skippedPattern) !== undefined);
    }
    return result;
  }

  #element(parent: XmlObject, depth: number): void {
    if (depth > MAXIMUM_DEPTH) this.#fail('Elements are nested too deeply');
    this.#expect('<');
    const name = this.#take(namePattern) ?? this.#fail('Misplaced <');
    const members: XmlObject = {};
    this.#attributes(members);
    if (this.#takeText('/>')) {
      add(parent, name, Object.keys(members).length === 0 ? '' : members);
      return;
    }
    this.#expect('>');
    let content = '';
    for (;;) {
      if (this.#at >= this.#text.length) this.#fail(`Unclosed tag ${name}`);
      if (this.#takeText('<![CDATA[')) {
        content += this.#until(']]>');
      } else if (this.#takeText('<!--')) {
        this.#until('-->');
      } else if (this.#takeText('<?')) {
        this.#until('?>');
      } else if (this.#takeText('</')) {
        const closed = this.#take(namePattern);
        if (closed !== name) this.#fail(`Mismatched ${name} and ${closed ?? ''}`);
        this.#take(/\s+/y);
        this.#expect('>');
        break;
      } else if (this.#text.startsWith('<', this.#at)) {
        this.#element(members, depth + 1);
      } else {
        content += unescaped(this.#take(/[^<]+/y) ?? '');
      }
    }
    const text = content.trim();
    if (Object.keys(members).length === 0) {
      add(parent, name, scalar(text));
    } else {
      if (text !== '') add(members, 'content', scalar(text));
      add(parent, name, members);
    }
  }

  #attributes(members: XmlObject): void {
    for (;;) {
      this.#take(/\s+/y);
      const name = this.#take(namePattern);
      if (name === undefined) return;
      this.#take(/\s+/y);
      if (!this.#takeText('=')) {
        add(members, name, '');
        continue;
      }
      this.#take(/\s+/y);
      const quoted = this.#take(/"[^"]*"|'[^']*'/y) ?? this.#fail('Missing value');
      add(members, name, scalar(unescaped(quoted.slice(1, -1))));
    }
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text)?.[0];
    if (match === undefined || match === '') return undefined;
    this.#at += match.length;
    return match;
  }

  #takeText(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #until(end: string): string {
    const index = this.#text.indexOf(end, this.#at);
    if (index === -1) return this.#fail(`Missing ${end}`);
    const text = this.#text.slice(this.#at, index);
    this.#at = index + end.length;
    return text;
  }

  #expect(text: string): void {
    if (!this.#takeText(text)) this.#fail(`Expected ${text}`);
  }

  #fail(reason: string): never {
    throw new CodeFault(`${reason} at ${this.#at} [character ${this.#at + 1}]`); // ? wording assumed
  }
}

function add(object: XmlObject, name: string, value: unknown): void {
  if (!Object.hasOwn(object, name)) setMember(object, name, value);
  else if (Array.isArray(object[name])) object[name].push(value);
  else setMember<unknown>(object, name, [object[name], value]);
}

function scalar(text: string): unknown {
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if (/^null$/i.test(text)) return null;
  // A number that JSON would write differently stays text, such as one with a leading zero or too many digits.
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) {
    const number = Number(text);
    if (Number.isFinite(number) && (!/^-?\d+$/.test(text) || Number.isSafeInteger(number))) return number;
  }
  return text;
}

const entities: ReadonlyMap<string, string> = new Map(
  Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }),
);

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities.get(name) ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
