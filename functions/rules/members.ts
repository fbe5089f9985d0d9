// Runs in APPSYNC_JS too: no recursion.

/** One for each level of members that a value may have. `validateShape` refuses more. */
export const levels = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

export interface Member {
  /** Its path, such as `input.content.data.order`. */
  readonly field: string;
  readonly name: string;
  readonly value: unknown;
}

/** Returns the names of an object's members, or the indexes of a list's. */
export function namesOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

export function membersOf({ field, value }: Pick<Member, 'field' | 'value'>): Member[] {
  return namesOf(value).map((name) => ({
    field: `${field}.${name}`,
    name,
    value: (value as Readonly<Record<string, unknown>>)[name],
  }));
}
