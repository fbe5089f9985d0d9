import { AwsError } from '../platform/AwsError.ts';

/** Cognito's errors, by its names. Places that throw them use Cognito's wording where it is known. */
const named = (code: string) => (message: string) => new AwsError(code, message);

export const invalidParameter = named('InvalidParameterException');
export const notAuthorized = named('NotAuthorizedException');
export const resourceNotFound = named('ResourceNotFoundException');
export const limitExceeded = () =>
  new AwsError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
export const codeMismatch = named('CodeMismatchException');
export const expiredCode = named('ExpiredCodeException');
export const userNotFound = () => new AwsError('UserNotFoundException', 'User does not exist.');
export const userNotConfirmed = () => new AwsError('UserNotConfirmedException', 'User is not confirmed.');
export const incorrectPassword = () => notAuthorized('Incorrect username or password.');
export const invalidSession = () => notAuthorized('Invalid session for the user.');
export const totpUsed = () => expiredCode('Your software token has already been used once.');
export const failed = (code: string, message: string) => new AwsError(code, message);
