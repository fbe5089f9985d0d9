import { randomUUID } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { totpCode } from 'local-cloud/totp';
import { type GraphQLAnswer, type GraphQLAnswerError, graphql, graphqlData } from './graphql.ts';
import { outboxOf } from './observe.ts';
import type { HeliographOutputs } from './Runtime.ts';
import { type SignedIn, signIn } from './signIn.ts';

/** Somebody new, who signs in with a password and has a verified phone and e-mail address of their own: nobody else uses up their limits. */
export interface NewUser {
  readonly username: string;
  readonly password: string;
  readonly phone: string;
  readonly email: string;
}

export interface NewUserOptions {
  readonly groups?: readonly string[];
  readonly phoneVerified?: boolean;
  readonly emailVerified?: boolean;
}

let phones = 0;

export function cognitoOf(outputs: HeliographOutputs): CognitoIdentityProviderClient {
  return new CognitoIdentityProviderClient({
    endpoint: outputs.awsEndpoint,
    region: outputs.region,
    credentials: outputs.root,
  });
}

export async function createUser(outputs: HeliographOutputs, options: NewUserOptions = {}): Promise<NewUser> {
  const { groups = ['publishers'], phoneVerified = true, emailVerified = true } = options;
  const username = `user-${randomUUID()}`;
  const user = {
    username,
    password: 'Test-user-2468',
    phone: `+1555020${String(phones++).padStart(4, '0')}`,
    email: `${username}@example.com`,
  };
  const cognito = cognitoOf(outputs);
  const whom = { UserPoolId: outputs.userPoolId, Username: username };
  await cognito.send(
    new AdminCreateUserCommand({
      ...whom,
      MessageAction: 'SUPPRESS',
      UserAttributes: [
        { Name: 'email', Value: user.email },
        { Name: 'email_verified', Value: String(emailVerified) },
        { Name: 'phone_number', Value: user.phone },
        { Name: 'phone_number_verified', Value: String(phoneVerified) },
      ],
    }),
  );
  for (const GroupName of groups) await cognito.send(new AdminAddUserToGroupCommand({ ...whom, GroupName }));
  await cognito.send(new AdminSetUserPasswordCommand({ ...whom, Password: user.password, Permanent: true }));
  return user;
}

/** The code that was sent last to a phone number or e-mail address. */
export async function lastCode(outputs: HeliographOutputs, destination: string): Promise<string> {
  const entry = (await outboxOf(outputs)).find((sent) => sent.destination === destination && sent.code !== undefined);
  if (entry?.code === undefined) throw new Error(`No code was sent to ${destination}.`);
  return entry.code;
}

/** Six digits that are not the code. */
export function wrongCode(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}

export interface Challenge {
  readonly id: string;
  readonly operation: string;
  readonly status: string;
  readonly method: string | null;
  readonly destination: string | null;
  readonly attemptsRemaining: number;
  readonly expiresAt: string;
  readonly lockedUntil: string | null;
}

const challengeFields = '{ id operation status method destination codeLength attemptsRemaining expiresAt lockedUntil }';

export const initiateMutation = `mutation ($input: InitiateStepUpInput!) { initiateStepUp(input: $input) { challenge ${challengeFields} } }`;
export const respondMutation = `mutation ($input: RespondToStepUpChallengeInput!) { respondToStepUpChallenge(input: $input) { challenge ${challengeFields} } }`;
export const challengeQuery = `query ($id: ID!) { stepUpChallenge(id: $id) ${challengeFields} }`;
export const putSettingMutation =
  'mutation ($input: PutStepUpSettingInput!) { putStepUpSetting(input: $input) { setting { operation requirement scope methods maxAge maxAttempts updatedBy } } }';

export function initiate(outputs: HeliographOutputs, token: string, challengeId: string): Promise<GraphQLAnswer> {
  return graphql(outputs, token, initiateMutation, { input: { challengeId } });
}

export function respond(
  outputs: HeliographOutputs,
  token: string,
  challengeId: string,
  code: string,
): Promise<GraphQLAnswer> {
  return graphql(outputs, token, respondMutation, { input: { challengeId, code } });
}

export async function challengeOf(outputs: HeliographOutputs, token: string, id: string): Promise<Challenge | null> {
  return (await graphqlData<{ stepUpChallenge: Challenge | null }>(outputs, token, challengeQuery, { id }))
    .stepUpChallenge;
}

export function putSetting(outputs: HeliographOutputs, token: string, input: object): Promise<GraphQLAnswer> {
  return graphql(outputs, token, putSettingMutation, { input });
}

/** The one error of an answer. */
export function errorOf(answer: GraphQLAnswer): GraphQLAnswerError {
  const [error, ...others] = answer.errors;
  if (error === undefined || others.length > 0) throw new Error(`Not one error: ${JSON.stringify(answer)}`);
  return error;
}

/** The id of the challenge that refused a call. */
export function challengeIdOf(answer: GraphQLAnswer): string {
  const { errorInfo, errorType } = errorOf(answer);
  if (errorType !== 'StepUpRequired') throw new Error(`Not refused for step-up: ${JSON.stringify(answer)}`);
  return `${errorInfo?.challengeId}`;
}

/** Initiates a challenge and answers it with the code that was sent to the destination. */
export async function proveBy(
  outputs: HeliographOutputs,
  token: string,
  challengeId: string,
  destination: string,
): Promise<void> {
  const initiated = await initiate(outputs, token, challengeId);
  if (initiated.errors.length > 0) throw new Error(JSON.stringify(initiated.errors));
  const answered = await respond(outputs, token, challengeId, await lastCode(outputs, destination));
  if (answered.errors.length > 0) throw new Error(JSON.stringify(answered.errors));
}

/** Ada, an admin, who proves once who she is: from then on settings are changed without. */
export async function adminOfSettings(outputs: HeliographOutputs): Promise<SignedIn> {
  const ada = await signIn(outputs, 'ada');
  const setting = { operation: 'Mutation.putStepUpSetting', requirement: 'STEP_UP_NOT_REQUIRED' };
  const challengeId = challengeIdOf(await putSetting(outputs, ada.accessToken, setting));
  await initiate(outputs, ada.accessToken, challengeId);
  const secret = outputs.users.find(({ username }) => username === 'ada')?.totpSecret ?? '';
  // The code of the next step: the present one signed her in, and counts once.
  await respond(outputs, ada.accessToken, challengeId, totpCode(secret, Date.now() + 30_000));
  for (const operation of [setting.operation, 'Mutation.deleteStepUpSetting']) {
    const { errors } = await putSetting(outputs, ada.accessToken, { ...setting, operation });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
  }
  return ada;
}
