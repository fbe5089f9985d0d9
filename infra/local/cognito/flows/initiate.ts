import { NotSupportedLocally } from '../../platform/AwsError.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { invalidParameter } from '../errors.ts';
import { optionalString, requiredString, stringMap } from '../input.ts';
import type { Client, Pool } from '../model.ts';
import type { Services } from '../Services.ts';
import { checkSecretHash } from '../secretHash.ts';
import { signInByPassword } from './password.ts';
import { startSrp } from './srp.ts';
import { findTarget } from './Target.ts';
import { continueSignUp, startUserAuth } from './userAuth.ts';

/** Runs `InitiateAuth` and `AdminInitiateAuth`, by the flow that the client asks for and allows. */
export async function initiate(
  services: Services,
  pool: Pool,
  client: Client,
  input: JsonObject,
  admin: boolean,
): Promise<JsonObject> {
  const flow = requiredString(input, 'AuthFlow');
  const session = optionalString(input, 'Session');
  const parameters = stringMap(input, 'AuthParameters');
  const metadata = stringMap(input, 'ClientMetadata');
  const target = () => findTarget(services, pool, client, parameters, metadata);
  switch (flow) {
    case 'USER_SRP_AUTH':
      allow(client, flow, 'ALLOW_USER_SRP_AUTH');
      return startSrp(services, target(), parameters.SRP_A, false);
    case 'USER_PASSWORD_AUTH':
      if (admin) throw invalidParameter('Initiate Auth method not supported.');
      allow(client, flow, 'ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH');
      return signInByPassword(services, target(), parameters.PASSWORD);
    case 'ADMIN_USER_PASSWORD_AUTH':
    case 'ADMIN_NO_SRP_AUTH':
      if (!admin) throw invalidParameter('Initiate Auth method not supported.');
      allow(client, flow, 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH');
      return signInByPassword(services, target(), parameters.PASSWORD);
    case 'USER_AUTH':
      allow(client, flow, 'ALLOW_USER_AUTH');
      return session === undefined
        ? startUserAuth(services, target(), parameters)
        : continueSignUp(services, target(), session);
    case 'REFRESH_TOKEN_AUTH':
    case 'REFRESH_TOKEN': {
      allow(client, flow, 'ALLOW_REFRESH_TOKEN_AUTH');
      const token = parameters.REFRESH_TOKEN;
      if (token === undefined) throw invalidParameter('Missing required parameter REFRESH_TOKEN');
      if (client.rotation !== undefined) {
        throw invalidParameter('Refresh token rotation is enabled for this client; use GetTokensFromRefreshToken.');
      }
      const { entry } = services.signIn.findRefreshToken(client, token);
      const user = services.users.find(pool, entry.username);
      checkSecretHash(client, parameters.SECRET_HASH, [parameters.USERNAME, user?.username, user?.sub]);
      return services.signIn.refresh(pool, client, token, metadata);
    }
    case 'CUSTOM_AUTH':
      throw new NotSupportedLocally('The authentication flow CUSTOM_AUTH');
    default:
      throw invalidParameter(
        `1 validation error detected: Value '${flow.slice(0, 64)}' at 'authFlow' failed to satisfy constraint: Member must satisfy enum value set: [USER_AUTH, USER_SRP_AUTH, REFRESH_TOKEN_AUTH, REFRESH_TOKEN, CUSTOM_AUTH, ADMIN_NO_SRP_AUTH, USER_PASSWORD_AUTH, ADMIN_USER_PASSWORD_AUTH]`,
      );
  }
}

function allow(client: Client, flow: string, ...names: readonly string[]): void {
  if (!names.some((name) => client.flows.includes(name))) {
    throw invalidParameter(`${flow} flow not enabled for this client`);
  }
}
