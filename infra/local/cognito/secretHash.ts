import { createHmac, timingSafeEqual } from 'node:crypto';
import { notAuthorized } from './errors.ts';
import type { Client } from './model.ts';

/**
 * Checks `SECRET_HASH`: base64 of HMAC-SHA256 by the client's secret over username and client id.
 * @param names that the hash may cover: the one given, and the username behind it
 */
export function checkSecretHash(
  client: Client,
  given: string | undefined,
  names: readonly (string | undefined)[],
): void {
  const { secret } = client;
  if (secret === undefined) {
    if (given !== undefined) {
      throw notAuthorized(`Client ${client.id} is not configured with a secret but SECRET_HASH was received`);
    }
    return;
  }
  if (given === undefined) {
    throw notAuthorized(`Client ${client.id} is configured with secret but SECRET_HASH was not received`);
  }
  const matches = names.some((name) => {
    if (name === undefined) return false;
    const expected = createHmac('sha256', secret).update(`${name}${client.id}`).digest();
    const actual = Buffer.from(given, 'base64');
    return expected.length === actual.length && timingSafeEqual(expected, actual);
  });
  if (!matches) throw notAuthorized(`SecretHash does not match for the client: ${client.id}`);
}
