import type { AwsOperation } from '../../platform/AwsApi.ts';
import { failed, invalidParameter } from '../errors.ts';
import { optionalString } from '../input.ts';
import type { Pool } from '../model.ts';
import type { Services } from '../Services.ts';
import { sessionUser } from '../sessionUser.ts';
import { createTotpSecret } from '../totp.ts';

/** Makes a new secret. The one before stays in force until `VerifySoftwareToken`. */
export function associateSoftwareToken(services: Services): AwsOperation {
  return {
    unsigned: true,
    permissions: () => [],
    run: (input) => {
      const accessToken = optionalString(input, 'AccessToken');
      const session = optionalString(input, 'Session');
      const secret = createTotpSecret();
      if (accessToken !== undefined) {
        const { pool, user } = services.tokens.bearer(accessToken);
        checkEnabled(pool);
        services.users.save(pool, { ...user, pendingTotp: { secret } });
        return { SecretCode: secret };
      }
      if (session === undefined) throw invalidParameter('Either AccessToken or Session must be provided.');
      const { pool, client, user, taken } = sessionUser(services, session);
      checkEnabled(pool);
      taken.consume();
      services.users.save(pool, { ...user, pendingTotp: { secret } });
      return { SecretCode: secret, Session: services.challenges.open('MFA_SETUP', client, user) };
    },
  };
}

function checkEnabled(pool: Pool): void {
  if (!pool.mfaFactors.includes('SOFTWARE_TOKEN_MFA')) {
    throw failed('SoftwareTokenMFANotFoundException', 'Software Token MFA has not been enabled by the userPool');
  }
}
