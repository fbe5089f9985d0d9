import { CognitoIdentityProviderServiceException } from '@aws-sdk/client-cognito-identity-provider';
import { ApplicationError } from '../../rules/ApplicationError.ts';

/** Returns the caller's error, without Cognito's words. Any other error is returned as it is. */
export function cognitoCallerError(error: unknown): unknown {
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
