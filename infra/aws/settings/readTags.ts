import type { GivenSettings } from './GivenSettings.ts';

const MOST_TAGS = 20;
/** What every service takes: letters, digits, spaces and some marks. Names with `aws:` are AWS's own. */
const tagName = /^(?!aws:|heliograph:)[\w .:/=+@-]{1,128}$/i;
const tagValue = /^[\w .:/=+@-]{0,256}$/;

/** Returns the tags that are given. The command line gives text: `team=push,stage=live`. */
export function readTags(given: GivenSettings): Readonly<Record<string, string>> {
  const value = given.value('tags');
  const pairs =
    typeof value === 'string'
      ? value.split(',').map((pair) => [pair.split('=')[0] ?? '', pair.split('=').slice(1).join('=')] as const)
      : Object.entries(value ?? {});
  const isTag = ([name, tag]: readonly [string, unknown]) =>
    tagName.test(name) && typeof tag === 'string' && tagValue.test(tag);
  const isObject =
    value === undefined || typeof value === 'string' || (typeof value === 'object' && !Array.isArray(value));
  if (isObject && pairs.length <= MOST_TAGS && pairs.every(isTag)) return Object.fromEntries(pairs);
  const allowed = 'tags, such as team=push, whose names do not begin with aws: or heliograph:';
  return given.refuse('tags', `at most ${MOST_TAGS} ${allowed}`);
}
