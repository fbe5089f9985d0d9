import {
  type CognitoIdentityProviderClient,
  CognitoIdentityProviderServiceException,
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand,
  VerifySoftwareTokenCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { ApplicationError } from '../domain/ApplicationError.ts';
import type { KnownFactors, UserFactors, Verification } from '../stepUp/UserFactors.ts';

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

/** Cognito's operations that a user's own access token authorizes: they need no IAM permission. */
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
    if (outcome === undefined) throw callerError(error);
    return outcome;
  }
}

async function asked<Output>(call: () => Promise<Output>): Promise<Output> {
  try {
    return await call();
  } catch (error) {
    throw callerError(error);
  }
}

/** What the caller can act on, without Cognito's words; any other error as it is. */
function callerError(error: unknown): unknown {
  if (!(error instanceof CognitoIdentityProviderServiceException)) return error;
  switch (error.name) {
    case 'NotAuthorizedException':
    case 'UserNotFoundException':
    case 'UserNotConfirmedException':
    case 'PasswordResetRequiredException':
      return new ApplicationError('SignInRequired', 'This sign-in has ended; sign in again.');
    case 'SoftwareTokenMFANotFoundException':
      return new ApplicationError('NoStepUpMethod', 'You have no software token.');
    case 'LimitExceededException':
      return new ApplicationError('LimitExceeded', 'Too many codes were asked for. Try again in an hour.', {
        retryable: true,
      });
    case 'CodeDeliveryFailureException':
      return new ApplicationError('CodeDeliveryFailed', 'The code could not be sent.', { retryable: true });
    case 'TooManyRequestsException':
    case 'InternalErrorException':
      return new ApplicationError('Unavailable', 'Cognito could not answer now. Try again.', { retryable: true });
    default:
      return error;
  }
}
