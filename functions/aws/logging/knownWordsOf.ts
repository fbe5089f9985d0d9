import { knownPhrases } from './knownPhrases.ts';

/** Characters of a message that are logged. */
const LONGEST = 500;
const MASK = '…';

const lettersOf = (text: string): readonly string[] => text.toLowerCase().match(/[a-z]+/g) ?? [];

/** A single letter is a word where it is the article: every other may be a piece of what was given. */
const isWord = (letters: string): boolean => letters.length > 1 || letters === 'a';

const known: ReadonlySet<string> = new Set(knownPhrases.flatMap(lettersOf).filter(isWord));

/**
 * Returns a message with its known words alone: "Endpoint … already exists with the same Token".
 * Services quote what they refuse, such as push tokens, codes and texts, in forms that no pattern tells apart.
 */
export function knownWordsOf(message: string): string {
  const words = message.split(/\s+/).map((word) => (isKnown(word) ? word : MASK));
  const once = words.filter((word, index) => word !== MASK || words[index - 1] !== MASK);
  return once.join(' ').slice(0, LONGEST);
}

/** One or more words joined, as in `can't` or `sns:Publish`, with the punctuation of a sentence around them. */
const joined = /^[([]*[A-Za-z]+(?:['/:_-][A-Za-z]+)*[)\].,:;]*$/;

function isKnown(word: string): boolean {
  return joined.test(word) && lettersOf(word).every((part) => known.has(part));
}
