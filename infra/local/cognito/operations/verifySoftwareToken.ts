import type { AwsOperation } from '../../platform/AwsApi.ts';
import { failed, invalidParameter, totpUsed } from '../errors.ts';
import { optionalString, requiredString } from '../input.ts';
import { checkTotp } from '../mfa.ts';
import type { Pool, User } from '../model.ts';
import type { Services } from '../Services.ts';
import { sessionUser } from '../sessionUser.ts';

/** Verifies a secret that was just associated, or with an access token the one in force. */
export function verifySoftwareToken(services: Services): AwsOperation {
  return {
    unsigned: true,
    permissions: () => [],
    run: (input) => {
      const code = requiredString(input, 'UserCode');
      const accessToken = optionalString(input, 'AccessToken');
      const session = optionalString(input, 'Session');
      if (!/^[0-9]{6}$/.test(code)) {
        throw invalidParameter(
          "1 validation error detected: Value at 'userCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9]+",
        );
      }
      if (accessToken !== undefined) {
        const { pool, user } = services.tokens.bearer(accessToken);
        verify(services, pool, user, code);
        return { Status: 'SUCCESS' };
      }
      if (session === undefined) throw invalidParameter('Either AccessToken or Session must be provided.');
      const { pool, client, user, taken } = sessionUser(services, session);
      const verified = verify(services, pool, user, code);
      taken.consume();
      return {
        Status: 'SUCCESS',
        Session: services.challenges.open('MFA_SETUP', client, verified, { verified: 'true' }),
      };
    },
  };
}

function verify(services: Services, pool: Pool, user: User, code: string): User {
  const pending = user.pendingTotp && { secret: user.pendingTotp.secret, usedSteps: [] };
  const token = pending ?? user.totp;
  if (token === undefined) {
    throw failed('SoftwareTokenMFANotFoundException', 'Software Token MFA has not been enabled for the user');
  }
  const outcome = checkTotp(token, code, services.platform.clock.now());
  if (outcome.kind === 'used') throw totpUsed();
  if (outcome.kind === 'mismatch') throw failed('EnableSoftwareTokenMFAException', 'Code mismatch');
  if (pending === undefined) return services.users.keep(pool, { ...user, totp: outcome.totp });
  const { pendingTotp: _, ...rest } = user;
  return services.users.save(pool, { ...rest, totp: outcome.totp });
}
