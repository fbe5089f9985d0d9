import { Duration } from 'aws-cdk-lib';
import { CfnUserPoolClient, type UserPool, type UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { stepUpLimits } from '../../../functions/rules/stepUp/stepUpLimits.ts';
import { cfnOf } from '../shared/cfnOf.ts';
import { Installation } from '../shared/Installation.ts';

/** Adds the client that apps sign in by. */
export function addAppClient(userPool: UserPool): UserPoolClient {
  return userPool.addClient('App', {
    userPoolClientName: `${Installation.of(userPool).id}-app`,
    // SRP alone: the password never leaves the device.
    authFlows: { userSrp: true },
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    accessTokenValidity: Duration.seconds(stepUpLimits.tokenSeconds),
    idTokenValidity: Duration.hours(1),
    refreshTokenValidity: Duration.days(30),
    disableOAuth: true,
  });
}

/** Adds the client by which step-up verifies a user again (`USER_AUTH`). */
export function addStepUpClient(userPool: UserPool): UserPoolClient {
  const client = userPool.addClient('StepUp', {
    userPoolClientName: `${Installation.of(userPool).id}-step-up`,
    authFlows: { user: true },
    // Its id alone signs nobody in: only the functions that may read the secret can.
    generateSecret: true,
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    // As long as a challenge lasts (stepUpLimits.ts).
    authSessionValidity: Duration.minutes(10),
    // The least that Cognito allows. The functions revoke the tokens at once and hand them to nobody.
    accessTokenValidity: Duration.minutes(5),
    idTokenValidity: Duration.minutes(5),
    refreshTokenValidity: Duration.minutes(60),
    disableOAuth: true,
  });
  // CDK adds the refreshing of tokens, which nobody is to do.
  cfnOf(client, CfnUserPoolClient).explicitAuthFlows = ['ALLOW_USER_AUTH'];
  return client;
}
