import type { JsonObject, JsonValue } from '../platform/Json.ts';
import type { Outputs } from './Outputs.ts';

/** The parts of Amplify's file beyond {@link Outputs}, as the template's resources state them. */
export interface AmplifySource {
  readonly outputs: Outputs;
  /** Properties of the `AWS::Cognito::UserPool`, resolved. */
  readonly userPool: JsonObject | undefined;
  /** Properties of the `AWS::AppSync::GraphQLApi`, resolved. */
  readonly api: JsonObject | undefined;
  /** Names of the pool's groups. */
  readonly groups: readonly string[];
}

/** The authentication types that Amplify knows: those of AppSync. */
const authorizationTypes = new Set(['AMAZON_COGNITO_USER_POOLS', 'API_KEY', 'AWS_IAM', 'AWS_LAMBDA', 'OPENID_CONNECT']);

/**
 * Returns `amplify_outputs.json` of Amplify Gen 2, schema version 1, as `Amplify.configure` of aws-amplify v6 reads it.
 * The format has no place for a user pool's endpoint: see {@link Outputs.userPoolEndpoint}.
 */
export function amplifyOutputs(source: AmplifySource): JsonObject {
  const { outputs } = source;
  const auth = outputs.userPoolId === undefined ? undefined : authSection(source);
  const data = outputs.graphqlEndpoint === undefined ? undefined : dataSection(source);
  return { version: '1.4', ...(auth ? { auth } : {}), ...(data ? { data } : {}) };
}

function authSection({ outputs, userPool = {}, groups }: AmplifySource): JsonObject {
  const policy = member(member(userPool, 'Policies'), 'PasswordPolicy');
  // Without a policy the pool has Cognito's own.
  const requires = (name: string) => isTrue(policy[name] ?? Object.keys(policy).length === 0);
  const methods = strings(userPool.EnabledMfas);
  return {
    aws_region: outputs.region,
    user_pool_id: outputs.userPoolId,
    user_pool_client_id: outputs.userPoolClientId,
    password_policy: {
      min_length: Number(policy.MinimumLength ?? 8),
      require_lowercase: requires('RequireLowercase'),
      require_numbers: requires('RequireNumbers'),
      require_symbols: requires('RequireSymbols'),
      require_uppercase: requires('RequireUppercase'),
    },
    mfa_configuration: { ON: 'REQUIRED', OPTIONAL: 'OPTIONAL' }[String(userPool.MfaConfiguration)] ?? 'NONE',
    mfa_methods: [
      ...(methods.includes('SMS_MFA') ? ['SMS'] : []),
      ...(methods.includes('SOFTWARE_TOKEN_MFA') ? ['TOTP'] : []),
    ],
    username_attributes: strings(userPool.UsernameAttributes),
    user_verification_types: strings(userPool.AutoVerifiedAttributes),
    unauthenticated_identities_enabled: false,
    groups: groups.map((name, precedence) => ({ [name]: { precedence } })),
  };
}

function dataSection({ outputs, api = {} }: AmplifySource): JsonObject {
  const additional = Array.isArray(api.AdditionalAuthenticationProviders) ? api.AdditionalAuthenticationProviders : [];
  const types = [api, ...additional.map((provider: JsonValue) => asObject(provider))]
    .map(({ AuthenticationType: type }) => type)
    .filter((type) => typeof type === 'string')
    .filter((type) => authorizationTypes.has(type));
  return {
    url: outputs.graphqlEndpoint,
    aws_region: outputs.region,
    default_authorization_type: types[0] ?? 'AWS_IAM',
    authorization_types: types.slice(1),
    ...(outputs.apiKey === undefined ? {} : { api_key: outputs.apiKey }),
  };
}

function member(object: JsonObject, name: string): JsonObject {
  return asObject(object[name]);
}

function asObject(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function strings(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function isTrue(value: JsonValue | undefined): boolean {
  return value === true || value === 'true';
}
