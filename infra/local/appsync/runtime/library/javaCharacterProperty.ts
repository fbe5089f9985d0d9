/** Java's POSIX classes, which are ASCII only. */
const posixClasses: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Lower: 'a-z',
    Upper: 'A-Z',
    ASCII: '\\u0000-\\u007F',
    Alpha: 'a-zA-Z',
    Digit: '0-9',
    Alnum: 'a-zA-Z0-9',
    Punct: '\\u0021-\\u002F\\u003A-\\u0040\\u005B-\\u0060\\u007B-\\u007E',
    Graph: '\\u0021-\\u007E',
    Print: '\\u0020-\\u007E',
    Blank: ' \\t',
    Cntrl: '\\u0000-\\u001F\\u007F',
    XDigit: '0-9a-fA-F',
    Space: ' \\t\\n\\u000B\\f\\r',
    javaLowerCase: '\\p{Lowercase}',
    javaUpperCase: '\\p{Uppercase}',
    javaWhitespace: '\\p{Z}\\t\\n\\u000B\\f\\r\\u001C-\\u001F',
    javaLetter: '\\p{L}',
    javaDigit: '\\p{Nd}',
    javaLetterOrDigit: '\\p{L}\\p{Nd}',
    L1: '\\u0000-\\u00FF',
    LD: '\\p{L}\\p{Nd}',
    all: '\\p{Any}',
  }),
);
const binaryProperties: ReadonlyMap<string, string> = new Map(
  Object.entries({
    alphabetic: 'Alphabetic',
    ideographic: 'Ideographic',
    letter: 'L',
    lowercase: 'Lowercase',
    uppercase: 'Uppercase',
    titlecase: 'Lt',
    punctuation: 'P',
    control: 'Cc',
    white_space: 'White_Space',
    digit: 'Nd',
    hex_digit: 'Hex_Digit',
    assigned: 'Assigned',
  }),
);

/**
 * Returns the body of a JavaScript class for a name in Java's `\p{…}`, `undefined` for an unknown one.
 * Unicode blocks are unknown.
 */
export function characterProperty(name: string): string | undefined {
  const posix = posixClasses.get(name);
  if (posix !== undefined) return posix;
  const keyed = /^(?:sc|script)=(.+)$/i.exec(name)?.[1];
  if (keyed !== undefined) return supported(`Script=${keyed}`);
  const category = /^(?:gc|general_category)=(.+)$/i.exec(name)?.[1];
  if (category !== undefined) return supported(category);
  const is = /^Is(.+)$/.exec(name)?.[1];
  if (is !== undefined) {
    const binary = binaryProperties.get(is.toLowerCase());
    return binary === undefined ? (supported(`Script=${is}`) ?? supported(is)) : supported(binary);
  }
  return supported(name);
}

function supported(property: string): string | undefined {
  try {
    new RegExp(`\\p{${property}}`, 'v');
    return `\\p{${property}}`;
  } catch {
    return undefined;
  }
}
