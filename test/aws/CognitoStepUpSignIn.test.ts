import { createHmac } from 'node:crypto';
import {
  type CognitoIdentityProviderClient,
  CognitoIdentityProviderServiceException,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it, vi } from 'vitest';
import { CognitoStepUpSignIn } from '../../functions/aws/cognito/CognitoStepUpSignIn.ts';
import { ApplicationError } from '../../functions/rules/ApplicationError.ts';

interface Call {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const failure = (name: string) =>
  new CognitoIdentityProviderServiceException({ name, $fault: 'client', message: 'Cognito’s words', $metadata: {} });
const tokenOf = (claims: object) => `header.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
const signedIn = { AuthenticationResult: { AccessToken: tokenOf({ sub: 'user' }), RefreshToken: 'refresh' } };

/** Cognito as the SDK shows it: by the command's name, what it answers or fails with. */
function createSignIn(answers: Readonly<Record<string, unknown>>) {
  const calls: Call[] = [];
  const send = async (command: { constructor: { name: string }; input: Call['input'] }) => {
    const name = command.constructor.name.replace('Command', '');
    calls.push({ name, input: command.input });
    const answer = { DescribeUserPoolClient: { UserPoolClient: { ClientSecret: 'secret' } }, ...answers }[name] ?? {};
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const client = { send } as unknown as CognitoIdentityProviderClient;
  return { calls, signIn: new CognitoStepUpSignIn(client, 'pool', 'client') };
}

const hash = createHmac('sha256', 'secret').update('annclient').digest('base64');

describe('beginning', () => {
  it('asks for the factor, with the hash of the client’s secret, which is read once', async () => {
    const { calls, signIn } = createSignIn({
      AdminInitiateAuth: {
        ChallengeName: 'EMAIL_OTP',
        Session: 'session',
        ChallengeParameters: { CODE_DELIVERY_DESTINATION: 'a***@e***' },
      },
    });
    expect(await signIn.begin('ann', 'EMAIL_OTP')).toEqual({ session: 'session', destination: 'a***@e***' });
    await signIn.begin('ann', 'EMAIL_OTP');
    expect(calls.map(({ name }) => name)).toEqual(['DescribeUserPoolClient', 'AdminInitiateAuth', 'AdminInitiateAuth']);
    expect(calls[1]?.input).toMatchObject({
      UserPoolId: 'pool',
      ClientId: 'client',
      AuthFlow: 'USER_AUTH',
      AuthParameters: { USERNAME: 'ann', PREFERRED_CHALLENGE: 'EMAIL_OTP', SECRET_HASH: hash },
    });
  });

  it('hands on what a passkey is to sign', async () => {
    const options = { challenge: 'AAAA', rpId: 'app.example' };
    const { signIn } = createSignIn({
      AdminInitiateAuth: {
        ChallengeName: 'WEB_AUTHN',
        Session: 'session',
        ChallengeParameters: { CREDENTIAL_REQUEST_OPTIONS: JSON.stringify(options) },
      },
    });
    expect(await signIn.begin('ann', 'WEB_AUTHN')).toEqual({ session: 'session', credentialRequestOptions: options });
  });

  it('finds that the factor is not offered', async () => {
    const { signIn } = createSignIn({ AdminInitiateAuth: { ChallengeName: 'SELECT_CHALLENGE', Session: 'session' } });
    expect(await signIn.begin('ann', 'WEB_AUTHN')).toBeNull();
  });

  it.each([
    ['NotAuthorizedException', 'SignInRequired'],
    ['CodeDeliveryFailureException', 'CodeDeliveryFailed'],
    ['LimitExceededException', 'LimitExceeded'],
    ['TooManyRequestsException', 'Unavailable'],
  ])('says of %s what the caller can do, without Cognito’s words', async (name, errorType) => {
    const { signIn } = createSignIn({ AdminInitiateAuth: failure(name) });
    const error: unknown = await signIn.begin('ann', 'SMS_OTP').catch((thrown: unknown) => thrown);
    if (!(error instanceof ApplicationError)) throw new Error('Not refused.');
    expect(error.errorType).toBe(errorType);
    expect(error.message).not.toContain('Cognito’s');
  });

  it('reads the secret again after it could not', async () => {
    const answers: Record<string, unknown> = { DescribeUserPoolClient: failure('TooManyRequestsException') };
    const { calls, signIn } = createSignIn(answers);
    await expect(signIn.begin('ann', 'SMS_OTP')).rejects.toMatchObject({ errorType: 'Unavailable' });
    answers.DescribeUserPoolClient = { UserPoolClient: { ClientSecret: 'secret' } };
    await signIn.begin('ann', 'SMS_OTP');
    expect(calls.filter(({ name }) => name === 'DescribeUserPoolClient')).toHaveLength(2);
  });
});

describe('answering', () => {
  it.each([
    ['SMS_OTP', 'SMS_OTP_CODE'],
    ['EMAIL_OTP', 'EMAIL_OTP_CODE'],
    ['WEB_AUTHN', 'CREDENTIAL'],
  ] as const)('%s says who signed in, and revokes the tokens', async (factor, member) => {
    const { calls, signIn } = createSignIn({ AdminRespondToAuthChallenge: signedIn });
    expect(await signIn.answer('ann', factor, 'session', 'response')).toEqual({ kind: 'verified', userId: 'user' });
    expect(calls.slice(1)).toMatchObject([
      {
        name: 'AdminRespondToAuthChallenge',
        input: {
          ChallengeName: factor,
          Session: 'session',
          ChallengeResponses: { USERNAME: 'ann', [member]: 'response', SECRET_HASH: hash },
        },
      },
      { name: 'RevokeToken', input: { ClientId: 'client', ClientSecret: 'secret', Token: 'refresh' } },
    ]);
  });

  it('counts where the tokens cannot be revoked, and says so without them', async () => {
    const log = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const answers = { AdminRespondToAuthChallenge: signedIn, RevokeToken: failure('TooManyRequestsException') };
    const { signIn } = createSignIn(answers);
    expect(await signIn.answer('ann', 'SMS_OTP', 'session', '12345678')).toEqual({ kind: 'verified', userId: 'user' });
    expect(log).toHaveBeenCalledOnce();
    expect(JSON.stringify(log.mock.calls)).not.toMatch(/refresh|signature|12345678|session/);
    log.mockRestore();
  });

  it('that leads to another challenge proves nothing', async () => {
    const { signIn } = createSignIn({
      AdminRespondToAuthChallenge: { ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: 'next' },
    });
    expect(await signIn.answer('ann', 'SMS_OTP', 'session', '12345678')).toEqual({ kind: 'refused' });
  });

  it.each([
    ['CodeMismatchException', 'mismatch'],
    ['ExpiredCodeException', 'expired'],
    ['LimitExceededException', 'limited'],
    ['NotAuthorizedException', 'refused'],
    ['WebAuthnRelyingPartyMismatchException', 'mismatch'],
  ])('with %s comes out as %s', async (name, kind) => {
    const { signIn } = createSignIn({ AdminRespondToAuthChallenge: failure(name) });
    expect(await signIn.answer('ann', 'WEB_AUTHN', 'session', '{}')).toEqual({ kind });
  });

  it('with a fault of Cognito’s is worth another try', async () => {
    const { signIn } = createSignIn({ AdminRespondToAuthChallenge: failure('InternalErrorException') });
    await expect(signIn.answer('ann', 'SMS_OTP', 'session', '1')).rejects.toMatchObject({ errorType: 'Unavailable' });
  });
});
