import type { AwsError } from '../platform/AwsError.ts';
import type { JsonValue } from '../platform/Json.ts';
import { invalidParameter, notAuthorized } from './errors.ts';
import type { AttributeRule, Client, Pool, User } from './model.ts';

const standardNames = [
  'name',
  'family_name',
  'given_name',
  'middle_name',
  'nickname',
  'preferred_username',
  'profile',
  'picture',
  'website',
  'email',
  'gender',
  'birthdate',
  'zoneinfo',
  'locale',
  'phone_number',
  'address',
] as const;

/** The attributes of every pool. A pool's `Schema` adds to them or makes them stricter. */
export const standardAttributes: readonly AttributeRule[] = [
  ...standardNames.map((name) => ({ name, type: 'String' as const, mutable: true, required: false, maximum: 2048 })),
  { name: 'email_verified', type: 'Boolean', mutable: true, required: false },
  { name: 'phone_number_verified', type: 'Boolean', mutable: true, required: false },
  { name: 'updated_at', type: 'Number', mutable: true, required: false },
  { name: 'sub', type: 'String', mutable: false, required: true },
];

/**
 * Checks attributes against the pool's schema before they are written.
 * @param by who writes: an app client may write less than an administrator
 */
export function checkAttributes(
  pool: Pool,
  written: Readonly<Record<string, string>>,
  current: Readonly<Record<string, string>> | undefined,
  by: Client | 'administrator',
): void {
  for (const [name, value] of Object.entries(written)) {
    const rule = pool.schema.find((candidate) => candidate.name === name);
    if (rule === undefined) throw invalidParameter(`user.${name}: Attribute does not exist in the schema.\n`);
    if (by !== 'administrator' && !mayWrite(by, name)) {
      throw notAuthorized('A client attempted to write unauthorized attribute');
    }
    if (name === 'sub' || (!rule.mutable && current !== undefined && current[name] !== undefined)) {
      throw invalidParameter(`user.${name}: Attribute cannot be updated.\n`);
    }
    const fault = value === '' ? undefined : faultOf(rule, value);
    if (fault !== undefined) throw fault;
  }
}

function mayWrite(client: Client, name: string): boolean {
  // Only Cognito or an administrator says that an address is verified.
  if (name === 'email_verified' || name === 'phone_number_verified') return false;
  return client.writeAttributes === undefined || client.writeAttributes.includes(name);
}

function faultOf(rule: AttributeRule, value: string): AwsError | undefined {
  if (rule.name === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
    return invalidParameter('Invalid email address format.');
  }
  if (rule.name === 'phone_number' && !/^\+[0-9]{2,15}$/.test(value)) {
    return invalidParameter('Invalid phone number format.');
  }
  switch (rule.type) {
    case 'Number': {
      const number = Number(value);
      const outside = number < (rule.minimum ?? -Infinity) || number > (rule.maximum ?? Infinity);
      return !/^-?[0-9]+(\.[0-9]+)?$/.test(value) || outside
        ? invalidParameter(
            `Attributes did not conform to the schema: ${rule.name}: Number attribute is out of range or malformed\n`,
          )
        : undefined;
    }
    case 'Boolean':
      return /^(true|false)$/i.test(value)
        ? undefined
        : invalidParameter(
            `Attributes did not conform to the schema: ${rule.name}: Boolean attribute must be true or false\n`,
          );
    default:
      return value.length < (rule.minimum ?? 0) || value.length > (rule.maximum ?? 2048)
        ? invalidParameter(
            `Attributes did not conform to the schema: ${rule.name}: String must be between ${rule.minimum ?? 0} and ${rule.maximum ?? 2048} characters\n`,
          )
        : undefined;
  }
}

/** Throws for a required attribute that a new user lacks. */
export function checkRequired(pool: Pool, attributes: Readonly<Record<string, string>>): void {
  const missing = pool.schema.filter((rule) => rule.required && rule.name !== 'sub' && !attributes[rule.name]);
  if (missing.length > 0) {
    const list = missing.map((rule) => `${rule.name}: The attribute ${rule.name} is required\n`).join('');
    throw invalidParameter(`Attributes did not conform to the schema: ${list}`);
  }
}

/**
 * Returns the attributes with `written` applied, where an empty value removes one.
 * A changed address is no longer verified, unless the writer says so.
 */
export function applyAttributes(
  current: Readonly<Record<string, string>>,
  written: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const result: Record<string, string> = { ...current };
  for (const [name, value] of Object.entries(written)) {
    const verified = verifiedFlag(name);
    if (verified !== undefined && current[name] !== value && written[verified] === undefined) {
      if (value === '') delete result[verified];
      else result[verified] = 'false';
    }
    if (value === '') delete result[name];
    else result[name] = /_verified$/.test(name) ? value.toLowerCase() : value;
  }
  return result;
}

function verifiedFlag(name: string): 'email_verified' | 'phone_number_verified' | undefined {
  if (name === 'email') return 'email_verified';
  return name === 'phone_number' ? 'phone_number_verified' : undefined;
}

/** Returns what the user signs in by besides the username. */
export function aliasesOf(pool: Pool, user: User): readonly string[] {
  const { attributes } = user;
  const verified = (name: string) => {
    const flag = verifiedFlag(name);
    return flag === undefined || attributes[flag] === 'true';
  };
  return [
    ...pool.usernameAttributes.flatMap((name) => attributes[name] ?? []),
    ...pool.aliasAttributes.flatMap((name) => (verified(name) ? (attributes[name] ?? []) : [])),
  ];
}

/** Returns `[{Name, Value}]` as the API has it, `sub` first. */
export function attributeEntries(
  user: User,
  client?: Client,
): readonly { readonly Name: string; readonly Value: string }[] {
  return [
    { Name: 'sub', Value: user.sub },
    ...Object.entries(user.attributes)
      .filter(([name]) => client === undefined || mayRead(client, name))
      .map(([Name, Value]) => ({ Name, Value })),
  ];
}

/** Returns an ID token's claims for the attributes that the client may read. */
export function visibleAttributes(client: Client, user: User): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(
    Object.entries(user.attributes)
      .filter(([name]) => mayRead(client, name))
      .map(([name, value]) => [name, /_verified$/.test(name) ? value === 'true' : value]),
  );
}

function mayRead(client: Client, name: string): boolean {
  return client.readAttributes === undefined || client.readAttributes.includes(name);
}
