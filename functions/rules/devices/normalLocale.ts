import { isLanguageTag } from '../isLanguageTag.ts';

/** RFC 5646, section 4.4.1. */
const LONGEST_TAG = 35;
/** Where a text can be no locale: nothing goes through it. */
const LONGEST_TEXT = 200;
/** Scripts as glibc names them. */
const scripts: ReadonlyMap<string, string> = new Map([
  ['latin', 'Latn'],
  ['cyrillic', 'Cyrl'],
  ['devanagari', 'Deva'],
]);

/**
 * Returns the BCP 47 tag of a locale as a platform writes it, or null if it has none: CLDR's and ICU's `zh_Hans_CN`,
 * Java's `zh_CN_#Hans`, POSIX's `de_DE.UTF-8@euro`. A tag above 35 characters loses its extensions.
 */
export function normalLocale(text: string): string | null {
  if (text.length > LONGEST_TEXT) return null;
  const [beforeModifier = '', modifier = ''] = text.trim().split('@', 2);
  const [withoutCharset = ''] = beforeModifier.split('.', 1);
  const [own = '', java = ''] = withoutCharset.split('#', 2);
  // A region alone.
  if (/^[-_]/.test(own)) return null;
  const parts = own.split(/[-_]/).filter((part) => part !== '');
  const [, javaScript, javaExtensions] = /^([A-Za-z]{4})?[-_]?(.*)$/.exec(java) ?? [];
  const script = javaScript ?? scripts.get(modifier.toLowerCase());
  if (script !== undefined) parts.splice(1, 0, script);
  const places = script === undefined ? 2 : 3;
  // Java has variants that no tag has, such as `th_TH_TH`.
  const kept =
    java === '' ? parts : parts.filter((part, index) => index < places || /^(?:\w{5,8}|\d\w{3})$/.test(part));
  return (
    canonicalTag([...kept, ...(javaExtensions ?? '').split('_').filter((part) => part !== '')].join('-')) ??
    canonicalTag(kept.join('-'))
  );
}

function canonicalTag(tag: string): string | null {
  try {
    const [canonical = ''] = Intl.getCanonicalLocales(tag);
    const short = canonical.length <= LONGEST_TAG ? canonical : new Intl.Locale(canonical).baseName;
    return isShown(short) ? short : null;
  } catch {
    // Not in Unicode's form, which has no extended languages, but in the RFC's.
    return isShown(tag) ? tag : null;
  }
}

/** `und` and POSIX's `C` name no language. */
function isShown(tag: string): boolean {
  return tag.length <= LONGEST_TAG && isLanguageTag(tag) && !/^(?:und|posix)(?:-|$)/i.test(tag);
}
