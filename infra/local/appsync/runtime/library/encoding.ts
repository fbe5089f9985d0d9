import { CodeFault } from '../Aborts.ts';

/**
 * Encodes `application/x-www-form-urlencoded` as java.net.URLEncoder: a space is `+`, only letters, digits and `.-*_`
 * stay.
 */
export function urlEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Decodes as java.net.URLDecoder: bytes that are not UTF-8 become U+FFFD. Throws CodeFault for a malformed escape. */
export function urlDecode(text: string): string {
  return text.replace(/\+/g, ' ').replace(/(?:%[0-9a-f]{2})+|%/gi, (escapes) => {
    if (escapes === '%') throw new CodeFault('URLDecoder: Incomplete trailing escape (%) pattern');
    return Buffer.from(escapes.replace(/%/g, ''), 'hex').toString('utf8');
  });
}

const escapedCharacters: Readonly<Record<string, string>> = {
  "'": "\\'",
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\n': '\\n',
  '\t': '\\t',
  '\f': '\\f',
  '\r': '\\r',
};

/** Escapes as Apache Commons' escapeEcmaScript does: quotes, `\`, `/`, control characters and all that is not ASCII. */
export function escapeJavaScript(text: string): string {
  let escaped = '';
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    const code = text.charCodeAt(index);
    const known = escapedCharacters[character];
    if (known !== undefined) escaped += known;
    else if (code < 0x20 || code > 0x7f) escaped += `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
    else escaped += character;
  }
  return escaped;
}

export function base64Encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

export function base64Decode(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}
