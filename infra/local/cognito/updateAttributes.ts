import { applyAttributes, checkAttributes } from './attributes.ts';
import type { Delivery } from './Codes.ts';
import type { Client, Pool, User } from './model.ts';
import type { Services } from './Services.ts';

/**
 * Writes attributes and sends a code to each new address that the pool verifies by itself.
 * With `AttributesRequireVerificationBeforeUpdate` the old address stays until the code comes back.
 */
export function updateAttributes(
  services: Services,
  pool: Pool,
  user: User,
  written: Readonly<Record<string, string>>,
  by: Client | 'administrator',
): readonly Delivery[] {
  checkAttributes(pool, written, user.attributes, by);
  const now: Record<string, string> = {};
  const later: Record<string, string> = { ...user.pendingAttributes };
  const changed: ('email' | 'phone_number')[] = [];
  for (const [name, value] of Object.entries(written)) {
    const isAddress = name === 'email' || name === 'phone_number';
    const verifiedByWriter = written[`${name}_verified`]?.toLowerCase() === 'true';
    if (
      isAddress &&
      value !== '' &&
      value !== user.attributes[name] &&
      !verifiedByWriter &&
      pool.autoVerified.includes(name)
    ) {
      changed.push(name);
      if (pool.verifyBeforeUpdate.includes(name)) {
        later[name] = value;
        continue;
      }
    }
    now[name] = value;
  }
  const updated: User = {
    ...user,
    attributes: applyAttributes(user.attributes, now),
    pendingAttributes: later,
  };
  services.users.checkAliases(pool, { ...updated, attributes: { ...updated.attributes, ...later } });
  const saved = services.users.save(pool, updated);
  return changed.map((name) =>
    services.codes.send(
      pool,
      saved,
      `attribute:${name}`,
      name === 'email' ? 'EMAIL' : 'SMS',
      later[name] ?? saved.attributes[name],
    ),
  );
}
