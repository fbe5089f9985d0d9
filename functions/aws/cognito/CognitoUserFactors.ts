import {
  type CognitoIdentityProviderClient,
  CognitoIdentityProviderServiceException,
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand,
  ListWebAuthnCredentialsCommand,
  VerifySoftwareTokenCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { KnownFactors, Passkey, UserFactors, Verification } from '../../stepUp/UserFactors.ts';
import { cognitoCallerError } from './cognitoCallerError.ts';

/** Outcomes by the name of Cognito's error. */
const codeOutcomes: Readonly<Record<string, Verification>> = {
  CodeMismatchException: 'mismatch',
  ExpiredCodeException: 'expired',
  LimitExceededException: 'limited',
};
const tokenOutcomes: Readonly<Record<string, Verification>> = {
  CodeMismatchException: 'mismatch',
  EnableSoftwareTokenMFAException: 'mismatch',
  // "Your software token has already been used once."
  ExpiredCodeException: 'replayed',
  LimitExceededException: 'limited',
};

/** Cognito's operations with a user's own access token. They need no IAM permission. */
export class CognitoUserFactors implements UserFactors {
  readonly #client: CognitoIdentityProviderClient;

  constructor(client: CognitoIdentityProviderClient) {
    this.#client = client;
  }

  async read(accessToken: string): Promise<KnownFactors> {
    const user = await asked(() => this.#client.send(new GetUserCommand({ AccessToken: accessToken })));
    const attributes = new Map(user.UserAttributes?.map(({ Name, Value }) => [Name, Value]));
    return {
      userId: attributes.get('sub') ?? '',
      preferred: user.PreferredMfaSetting,
      enabled: user.UserMFASettingList ?? [],
      phoneNumber: attributes.get('phone_number'),
      phoneVerified: attributes.get('phone_number_verified') === 'true',
      email: attributes.get('email'),
      emailVerified: attributes.get('email_verified') === 'true',
    };
  }

  async passkeys(AccessToken: string): Promise<Passkey[]> {
    const { Credentials = [] } = await asked(() =>
      this.#client.send(new ListWebAuthnCredentialsCommand({ AccessToken, MaxResults: 20 })),
    );
    return Credentials.flatMap(({ CredentialId, CreatedAt }) =>
      CredentialId === undefined || CreatedAt === undefined
        ? []
        : [{ credentialId: CredentialId, createdAt: CreatedAt.getTime() / 1000 }],
    );
  }

  async sendCode(AccessToken: string, AttributeName: 'phone_number' | 'email'): Promise<string> {
    const { CodeDeliveryDetails: details } = await asked(() =>
      this.#client.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName })),
    );
    return details?.Destination ?? '';
  }

  verifyCode(AccessToken: string, AttributeName: 'phone_number' | 'email', Code: string): Promise<Verification> {
    return outcomeOf(codeOutcomes, async () => {
      await this.#client.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName, Code }));
      return true;
    });
  }

  verifySoftwareToken(AccessToken: string, UserCode: string): Promise<Verification> {
    return outcomeOf(tokenOutcomes, async () => {
      const { Status } = await this.#client.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }));
      return Status === 'SUCCESS';
    });
  }
}

async function outcomeOf(
  outcomes: Readonly<Record<string, Verification>>,
  call: () => Promise<boolean>,
): Promise<Verification> {
  try {
    return (await call()) ? 'verified' : 'mismatch';
  } catch (error) {
    const outcome = error instanceof CognitoIdentityProviderServiceException ? outcomes[error.name] : undefined;
    if (outcome === undefined) throw cognitoCallerError(error);
    return outcome;
  }
}

async function asked<Output>(call: () => Promise<Output>): Promise<Output> {
  try {
    return await call();
  } catch (error) {
    throw cognitoCallerError(error);
  }
}
