import type { GraphQLError } from 'graphql';

/** Returns an error of variable coercion in AppSync's words. */
export function variableMessage(error: GraphQLError): string {
  const text = error.message;
  const absent = /^Variable "\$(\w+)" of (?:required|non-null) type "(.+)" (?:was not provided|must not be null)/.exec(
    text,
  );
  if (absent !== null) return `Variable '${absent[1]}' has coerced Null value for NonNull type '${absent[2]}'`;
  const [, name = '', within, reason = ''] =
    /^Variable "\$(\w+)" got invalid value .*?(?: at "\w+\.?(.*?)")?; (.*)$/s.exec(text) ?? [];
  // The value is an element of the list that the variable holds.
  const at = within?.startsWith('[') ? `${name}${within}` : within;
  const unknown = /^Field "(\w+)" is not defined by type "(\w+)"/.exec(reason);
  if (unknown !== null) {
    return `The variables input contains a field name '${unknown[1]}' that is not defined for input object type '${unknown[2]}' `;
  }
  const required = /^Field "(\w+)" of required type "(.+)" was not provided/.exec(reason);
  if (required !== null) {
    const path = at === undefined || at === '' ? String(required[1]) : `${at}.${required[1]}`;
    return `Variable '${path}' has coerced Null value for NonNull type '${required[2]}'`;
  }
  const nonNull = /^Expected non-nullable type "(.+)" not to be null/.exec(reason);
  if (nonNull !== null) return `Variable '${at || name}' has coerced Null value for NonNull type '${nonNull[1]}'`;
  const enumeration = /in "(\w+)" enum|^Enum "(\w+)"/.exec(reason);
  if (enumeration !== null) {
    return `Variable '${at || name}' has an invalid value. Invalid input for Enum '${enumeration[1] ?? enumeration[2]}'.`;
  }
  const scalar = /^(Int|Float|String|Boolean|ID) cannot represent/.exec(reason);
  if (scalar !== null) return `Variable '${at || name}' has an invalid value. Expected type '${scalar[1]}'.`;
  // AppSync names only the variable, because the value may be a secret.
  return `Variable '${at || name}' has an invalid value.`;
}
