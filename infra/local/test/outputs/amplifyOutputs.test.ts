import { parseAmplifyConfig } from 'aws-amplify/utils';
import { expect, it } from 'vitest';
import { amplifyOutputs } from '../../outputs/amplifyOutputs.ts';
import type { Outputs } from '../../outputs/Outputs.ts';

const outputs: Outputs = {
  pid: 1,
  region: 'us-east-1',
  accountId: '000000000000',
  awsEndpoint: 'http://127.0.0.1:1',
  awsEndpointTls: 'https://localhost:1',
  caCertificate: '/ca.pem',
  root: { accessKeyId: 'AKIA', secretAccessKey: 'secret' },
  stackOutputs: {},
};

it('tells Amplify of the API with its modes, the key and the pool', () => {
  const written = amplifyOutputs({
    outputs: {
      ...outputs,
      graphqlEndpoint: 'http://127.0.0.1:1/graphql',
      apiKey: 'da2-key',
      userPoolId: 'us-east-1_Pool',
      userPoolClientId: 'client',
    },
    userPool: {
      MfaConfiguration: 'ON',
      EnabledMfas: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'],
      Policies: { PasswordPolicy: { MinimumLength: '12', RequireNumbers: 'true' } },
      UsernameAttributes: ['email'],
    },
    api: {
      AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
      AdditionalAuthenticationProviders: [{ AuthenticationType: 'AWS_IAM' }, { AuthenticationType: 'API_KEY' }],
    },
    groups: ['admins'],
  });
  expect(written.data).toMatchObject({ authorization_types: ['AWS_IAM', 'API_KEY'] });
  expect(parseAmplifyConfig({ ...written, version: String(written.version) })).toMatchObject({
    API: {
      GraphQL: {
        endpoint: 'http://127.0.0.1:1/graphql',
        defaultAuthMode: 'userPool',
        region: 'us-east-1',
        apiKey: 'da2-key',
      },
    },
    Auth: {
      Cognito: {
        userPoolId: 'us-east-1_Pool',
        userPoolClientId: 'client',
        mfa: { status: 'on', smsEnabled: true, totpEnabled: true },
        passwordFormat: { minLength: 12, requireNumbers: true, requireUppercase: false },
        loginWith: { email: true },
        groups: [{ admins: { precedence: 0 } }],
      },
    },
  });
});

it('leaves out what the app does not have', () => {
  expect(Object.keys(amplifyOutputs({ outputs, userPool: undefined, api: undefined, groups: [] }))).toEqual([
    'version',
  ]);
});

it('tells Amplify of Cognito’s own password policy where the pool has none', () => {
  const pools = { userPoolId: 'us-east-1_Pool', userPoolClientId: 'client' };
  const written = amplifyOutputs({ outputs: { ...outputs, ...pools }, userPool: {}, api: {}, groups: [] });
  expect(written.auth).toMatchObject({
    password_policy: {
      min_length: 8,
      require_lowercase: true,
      require_uppercase: true,
      require_numbers: true,
      require_symbols: true,
    },
  });
});
