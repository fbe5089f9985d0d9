import { randomBytes } from 'node:crypto';
import { AwsError } from '../../platform/AwsError.ts';
import type { ResourceProvider } from '../../platform/ResourceProvider.ts';
import { lowerAlphanumeric, stableId } from '../../shared/stableId.ts';
import { invalidParameter } from '../errors.ts';
import type { Client } from '../model.ts';
import type { Services } from '../Services.ts';
import { Properties } from './properties.ts';

const flows = [
  'ALLOW_USER_AUTH',
  'ALLOW_USER_SRP_AUTH',
  'ALLOW_USER_PASSWORD_AUTH',
  'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  'ALLOW_REFRESH_TOKEN_AUTH',
  'ALLOW_CUSTOM_AUTH',
  'ADMIN_NO_SRP_AUTH',
  'CUSTOM_AUTH_FLOW_ONLY',
  'USER_PASSWORD_AUTH',
] as const;
/** The least and greatest seconds of each life (API Reference, UserPoolClientType). */
const lives = {
  accessTokenLife: [300, 86_400],
  idTokenLife: [300, 86_400],
  refreshTokenLife: [3600, 315_360_000],
  sessionLife: [180, 900],
} as const;
const unitSeconds = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
const units = ['seconds', 'minutes', 'hours', 'days'] as const;

/** `AWS::Cognito::UserPoolClient`. The hosted UI's members (OAuth flows, callback URLs) have no effect here. */
export function userPoolClient({ platform, store }: Services): ResourceProvider {
  return {
    type: 'AWS::Cognito::UserPoolClient',
    apply(request) {
      const properties = new Properties(request.properties, 'AWS::Cognito::UserPoolClient');
      properties.ignore(
        'SupportedIdentityProviders',
        'AllowedOAuthFlows',
        'AllowedOAuthFlowsUserPoolClient',
        'AllowedOAuthScopes',
        'CallbackURLs',
        'DefaultRedirectURI',
        'LogoutURLs',
        'AnalyticsConfiguration',
        'EnablePropagateAdditionalUserContextData',
      );
      const poolId = properties.requiredString('UserPoolId');
      if (store.pool(poolId) === undefined) {
        throw new AwsError('ResourceNotFoundException', `User pool ${poolId} does not exist.`);
      }
      const id =
        request.previous?.physicalId ?? stableId(26, lowerAlphanumeric, poolId, request.stackName, request.logicalId);
      const known = store.client(id);
      const validity = properties.object('TokenValidityUnits');
      const life = (name: string, unitName: string, unit: keyof typeof unitSeconds, amount: number) => {
        const chosen = validity.oneOf(unitName, units) ?? unit;
        return (properties.number(name) ?? (amount * unitSeconds[unit]) / unitSeconds[chosen]) * unitSeconds[chosen];
      };
      const rotation = properties.object('RefreshTokenRotation');
      const rotates = rotation.oneOf('Feature', ['ENABLED', 'DISABLED']) === 'ENABLED';
      const graceSeconds = rotation.number('RetryGracePeriodSeconds') ?? 0;
      const secret =
        properties.boolean('GenerateSecret') === true
          ? (known?.secret ?? randomBytes(38).toString('hex').slice(0, 51))
          : undefined;
      const readAttributes = properties.strings('ReadAttributes');
      const writeAttributes = properties.strings('WriteAttributes');
      const client: Client = {
        id,
        poolId,
        name: properties.string('ClientName') ?? request.generatedName,
        created: known?.created ?? platform.clock.now(),
        ...(secret === undefined ? {} : { secret }),
        flows: properties.listOf('ExplicitAuthFlows', flows) ?? [
          'ALLOW_REFRESH_TOKEN_AUTH',
          'ALLOW_USER_SRP_AUTH',
          'ALLOW_CUSTOM_AUTH',
        ],
        accessTokenLife: life('AccessTokenValidity', 'AccessToken', 'hours', 1),
        idTokenLife: life('IdTokenValidity', 'IdToken', 'hours', 1),
        refreshTokenLife: life('RefreshTokenValidity', 'RefreshToken', 'days', 30),
        sessionLife: (properties.number('AuthSessionValidity') ?? 3) * 60,
        revocation: properties.boolean('EnableTokenRevocation') ?? true,
        preventExistenceErrors: properties.oneOf('PreventUserExistenceErrors', ['ENABLED', 'LEGACY']) === 'ENABLED',
        ...(readAttributes === undefined ? {} : { readAttributes }),
        ...(writeAttributes === undefined ? {} : { writeAttributes }),
        ...(rotates ? { rotation: { graceSeconds } } : {}),
      };
      for (const part of [validity, rotation, properties]) part.done();
      checkLives(client);
      store.saveClient(client);
      return {
        physicalId: id,
        attributes: { ClientId: id, Name: client.name, ...(secret === undefined ? {} : { ClientSecret: secret }) },
      };
    },
    remove: (id) => store.deleteClient(id),
  };
}

function checkLives(client: Client): void {
  for (const name of ['accessTokenLife', 'idTokenLife', 'refreshTokenLife', 'sessionLife'] as const) {
    const [least, most] = lives[name];
    if (client[name] >= least && client[name] <= most) continue;
    throw invalidParameter(
      `Invalid range for token validity: ${name} is ${client[name]} s, allowed ${least} to ${most} s.`,
    );
  }
}
