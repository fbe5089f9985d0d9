import { invalidParameter } from './errors.ts';
import type { User } from './model.ts';

const searchable = [
  'username',
  'email',
  'phone_number',
  'name',
  'given_name',
  'family_name',
  'preferred_username',
  'cognito:user_status',
  'status',
  'sub',
];

/**
 * Reads the filter of `ListUsers`: one attribute, `=` or `^=` (begins with), and a quoted value.
 * Throws InvalidParameterException.
 */
export function userFilter(filter: string | undefined): (user: User) => boolean {
  if (filter === undefined) return () => true;
  const [, name, operator, quoted] = /^\s*"?([a-z:_]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(filter) ?? [];
  if (name === undefined || quoted === undefined) {
    throw invalidParameter('Error while parsing filter, near the beginning of the filter.');
  }
  if (!searchable.includes(name)) throw invalidParameter(`Users cannot be searched by the attribute ${name}.`);
  const wanted = quoted.replace(/\\(.)/g, '$1');
  return (user) => {
    const value = searchableValue(user, name);
    if (value === undefined) return false;
    return operator === '=' ? value === wanted : value.startsWith(wanted);
  };
}

function searchableValue(user: User, name: string): string | undefined {
  switch (name) {
    case 'username':
      return user.username;
    case 'sub':
      return user.sub;
    case 'cognito:user_status':
      return user.status;
    case 'status':
      return user.enabled ? 'Enabled' : 'Disabled';
    default:
      return user.attributes[name];
  }
}
