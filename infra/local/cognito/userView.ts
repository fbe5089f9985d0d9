import type { JsonObject } from '../platform/Json.ts';
import { attributeEntries } from './attributes.ts';
import type { User } from './model.ts';

/** Returns `UserType` of the API. */
export function userView(user: User): JsonObject {
  return {
    Username: user.username,
    Attributes: attributeEntries(user).map((entry) => ({ ...entry })),
    UserCreateDate: user.created / 1000,
    UserLastModifiedDate: user.modified / 1000,
    Enabled: user.enabled,
    UserStatus: user.status,
  };
}
