import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { StepUpSignIn } from '../../stepUp/StepUpSignIn.ts';
import { environmentIfSet } from '../environment.ts';
import { CognitoStepUpSignIn } from './CognitoStepUpSignIn.ts';

/** Returns the sign-in at the stack's app client for step-up, or null if the stack has none. */
export function stepUpSignInOf(client: CognitoIdentityProviderClient, userPoolId: string): StepUpSignIn | null {
  const clientId = environmentIfSet('STEP_UP_CLIENT_ID');
  return clientId === undefined ? null : new CognitoStepUpSignIn(client, userPoolId, clientId);
}
