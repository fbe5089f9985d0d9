// Runs in APPSYNC_JS too: no regular expressions.
const letters = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';

/**
 * Whether a text has the form of a language tag (RFC 5646, section 2.1), in its registry or not.
 * Underscores, as platforms write them, count as hyphens.
 */
export function isLanguageTag(text: string): boolean {
  const [language, ...rest] = languageSubtags(text);
  return (
    language !== undefined &&
    language.length >= 2 &&
    isOf(language, letters) &&
    rest.every((subtag) => subtag.length >= 1 && isOf(subtag, `${letters}${digits}`))
  );
}

/** Returns the parts in lower case: tags are compared without regard to case (RFC 5646, section 2.1.1). */
export function languageSubtags(text: string): string[] {
  return text.toLowerCase().split('_').join('-').split('-');
}

function isOf(subtag: string, characters: string): boolean {
  return subtag.length <= 8 && subtag.split('').every((character) => characters.indexOf(character) >= 0);
}
