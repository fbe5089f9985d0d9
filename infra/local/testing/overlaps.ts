/** A part of either side: a character, or a class of characters that stands once or any number of times. */
interface Part {
  readonly fits: (character: string) => boolean;
  /** The character itself, `undefined` for a class. */
  readonly character: string | undefined;
  readonly repeated: boolean;
}

/** Names whose parts of an ARN have characters that divide others. */
const dividers: Readonly<Record<string, string>> = {
  LogGroupName: '/',
  LogStreamName: '/',
  RoleNameWithPath: '/',
  SecretId: '/',
  // A time.
  StreamLabel: ':',
};

/**
 * Returns whether some text fits both an ARN's form, in which `{Name}` stands for a part of at least one character, and
 * a policy's pattern with `*` and `?`.
 *
 * @param wildcards `false` takes `*` and `?` of the pattern for themselves
 */
export function overlaps(form: string, pattern: string, wildcards = true): boolean {
  const left = partsOfForm(form);
  const right = [...pattern].map((character) => partOfPattern(character, wildcards));
  const failed = new Set<number>();
  const from = (i: number, j: number): boolean => {
    if (i === left.length && j === right.length) return true;
    const place = i * (right.length + 1) + j;
    if (failed.has(place)) return false;
    const [one, other] = [left[i], right[j]];
    const fits =
      (one?.repeated === true && from(i + 1, j)) ||
      (other?.repeated === true && from(i, j + 1)) ||
      (one !== undefined &&
        other !== undefined &&
        !(one.repeated && other.repeated) &&
        meet(one, other) &&
        from(one.repeated ? i : i + 1, other.repeated ? j : j + 1));
    if (!fits) failed.add(place);
    return fits;
  };
  return from(0, 0);
}

function partsOfForm(form: string): readonly Part[] {
  return form.split(/(\{\w+\})/).flatMap((piece) => {
    const name = /^\{(\w+)\}$/.exec(piece)?.[1];
    if (name === undefined) return [...piece].map(literal);
    const excluded = [...':/*?'].filter((divider) => !dividers[name]?.includes(divider));
    const fits = (character: string) => !excluded.includes(character);
    return [
      { fits, character: undefined, repeated: false },
      { fits, character: undefined, repeated: true },
    ];
  });
}

function partOfPattern(character: string, wildcards: boolean): Part {
  if (!wildcards || (character !== '*' && character !== '?')) return literal(character);
  return { fits: () => true, character: undefined, repeated: character === '*' };
}

function literal(character: string): Part {
  return { fits: (other) => other === character, character, repeated: false };
}

function meet(one: Part, other: Part): boolean {
  if (one.character !== undefined) return other.fits(one.character);
  return other.character === undefined || one.fits(other.character);
}
