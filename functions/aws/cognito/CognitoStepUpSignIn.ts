import { createHmac } from 'node:crypto';
import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  type AuthenticationResultType,
  type CognitoIdentityProviderClient,
  CognitoIdentityProviderServiceException,
  DescribeUserPoolClientCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { Failure } from '../../rules/Failure.ts';
import type { BegunSignIn, SignInFactor, SignInOutcome, StepUpSignIn } from '../../stepUp/StepUpSignIn.ts';
import { logFailure } from '../logging/logFailure.ts';
import { cognitoCallerError } from './cognitoCallerError.ts';

const responseNames: Readonly<Record<SignInFactor, string>> = {
  EMAIL_OTP: 'EMAIL_OTP_CODE',
  SMS_OTP: 'SMS_OTP_CODE',
  WEB_AUTHN: 'CREDENTIAL',
};

/** Outcomes by Cognito's errors. It is not documented which errors a passkey's answer can have. */
const outcomes: Readonly<Record<string, Exclude<SignInOutcome['kind'], 'verified'>>> = {
  CodeMismatchException: 'mismatch',
  ExpiredCodeException: 'expired',
  LimitExceededException: 'limited',
  NotAuthorizedException: 'refused',
};

/** `AdminInitiateAuth` and `AdminRespondToAuthChallenge` with `USER_AUTH`. */
export class CognitoStepUpSignIn implements StepUpSignIn {
  readonly clientId: string;
  readonly #client: CognitoIdentityProviderClient;
  readonly #userPoolId: string;
  #secret: Promise<string> | undefined;

  constructor(client: CognitoIdentityProviderClient, userPoolId: string, clientId: string) {
    this.#client = client;
    this.#userPoolId = userPoolId;
    this.clientId = clientId;
  }

  async begin(username: string, factor: SignInFactor): Promise<BegunSignIn | null> {
    const hash = await this.#secretHash(username);
    try {
      const {
        ChallengeName,
        ChallengeParameters = {},
        Session,
      } = await this.#client.send(
        new AdminInitiateAuthCommand({
          UserPoolId: this.#userPoolId,
          ClientId: this.clientId,
          AuthFlow: 'USER_AUTH',
          AuthParameters: { USERNAME: username, PREFERRED_CHALLENGE: factor, SECRET_HASH: hash },
        }),
      );
      // If the factor is not available, Cognito answers with SELECT_CHALLENGE and the available ones.
      if (ChallengeName !== factor || Session === undefined) return null;
      const { CODE_DELIVERY_DESTINATION: destination, CREDENTIAL_REQUEST_OPTIONS: options } = ChallengeParameters;
      return {
        session: Session,
        ...(destination === undefined ? {} : { destination }),
        ...(options === undefined ? {} : { credentialRequestOptions: JSON.parse(options) }),
      };
    } catch (error) {
      throw cognitoCallerError(error);
    }
  }

  async answer(username: string, factor: SignInFactor, session: string, response: string): Promise<SignInOutcome> {
    const hash = await this.#secretHash(username);
    let result: AuthenticationResultType | undefined;
    try {
      ({ AuthenticationResult: result } = await this.#client.send(
        new AdminRespondToAuthChallengeCommand({
          UserPoolId: this.#userPoolId,
          ClientId: this.clientId,
          ChallengeName: factor,
          Session: session,
          ChallengeResponses: { USERNAME: username, [responseNames[factor]]: response, SECRET_HASH: hash },
        }),
      ));
    } catch (error) {
      if (!(error instanceof CognitoIdentityProviderServiceException)) throw error;
      if (error.name.startsWith('WebAuthn')) return { kind: 'mismatch' };
      const kind = outcomes[error.name];
      if (kind === undefined) throw cognitoCallerError(error);
      return { kind };
    }
    // Cognito answers with another challenge if MFA was switched on meanwhile. The answer proves too little then.
    if (result?.AccessToken === undefined) return { kind: 'refused' };
    await this.#revoke(result.RefreshToken);
    return { kind: 'verified', userId: subjectOf(result.AccessToken) };
  }

  /** Revokes the tokens. If that fails the answer is still right: the tokens never leave the function. */
  async #revoke(Token: string | undefined): Promise<void> {
    if (Token === undefined) return;
    try {
      const ClientSecret = await this.#clientSecret();
      await this.#client.send(new RevokeTokenCommand({ ClientId: this.clientId, ClientSecret, Token }));
    } catch (error) {
      logFailure('Tokens of a step-up were not revoked', error);
    }
  }

  /**
   * Amazon Cognito Developer Guide, "Computing secret hash values".
   * https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html
   */
  async #secretHash(username: string): Promise<string> {
    const secret = await this.#clientSecret();
    return createHmac('sha256', secret).update(`${username}${this.clientId}`).digest('base64');
  }

  /** Reads the secret at first use, so that it is in no template and no environment variable. */
  #clientSecret(): Promise<string> {
    this.#secret ??= this.#readSecret().catch((error: unknown) => {
      this.#secret = undefined;
      throw cognitoCallerError(error);
    });
    return this.#secret;
  }

  async #readSecret(): Promise<string> {
    const { UserPoolClient } = await this.#client.send(
      new DescribeUserPoolClientCommand({ UserPoolId: this.#userPoolId, ClientId: this.clientId }),
    );
    if (UserPoolClient?.ClientSecret === undefined) throw new Failure('The app client of step-up has no secret.');
    return UserPoolClient.ClientSecret;
  }
}

/** Not verified: Cognito returned the token over TLS just now. */
function subjectOf(accessToken: string): string {
  const claims: unknown = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString());
  if (typeof claims !== 'object' || claims === null || !('sub' in claims) || typeof claims.sub !== 'string') {
    throw new Failure('An access token of Cognito has no subject.');
  }
  return claims.sub;
}
