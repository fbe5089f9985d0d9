import { randomUUID } from 'node:crypto';
import { type GraphQLAnswer, type GraphQLAnswerError, graphql, graphqlData, type Identity } from './graphql.ts';
import { outboxOf } from './observe.ts';
import { publishMutation } from './operations.ts';
import type { HeliographOutputs } from './Runtime.ts';
import type { SignedIn } from './signIn.ts';

/** Returns the code that was sent last to a phone number or e-mail address. */
export async function lastCode(outputs: HeliographOutputs, destination: string): Promise<string> {
  const entry = (await outboxOf(outputs, { token: destination })).find(({ code }) => code !== undefined);
  if (entry?.code === undefined) throw new Error(`No code was sent to ${destination}.`);
  return entry.code;
}

/** Returns six digits that are not the code. */
export function wrongCode(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}

export interface Challenge {
  readonly id: string;
  readonly operation: string;
  readonly summary: string;
  readonly status: string;
  readonly method: string | null;
  readonly destination: string | null;
  readonly attemptsRemaining: number;
  readonly expiresAt: string;
  readonly lockedUntil: string | null;
}

const challengeFields =
  '{ id operation summary status method destination codeLength attemptsRemaining expiresAt lockedUntil }';

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

/** Returns the one error of an answer. */
export function errorOf(answer: GraphQLAnswer): GraphQLAnswerError {
  const [error, ...others] = answer.errors;
  if (error === undefined || others.length > 0) throw new Error(`Not one error: ${JSON.stringify(answer)}`);
  return error;
}

/** Returns the id of the challenge that refused a call. */
export function challengeIdOf(answer: GraphQLAnswer): string {
  const { errorInfo, errorType } = errorOf(answer);
  if (errorType !== 'StepUpRequired') throw new Error(`Not refused for step-up: ${JSON.stringify(answer)}`);
  return `${errorInfo?.challengeId}`;
}

/** Publishes to a user. Calls with one idempotency key and title are the same. */
export function publishAs(
  outputs: HeliographOutputs,
  identity: Identity,
  recipient: SignedIn,
  title = 'hello',
  idempotencyKey: string = randomUUID(),
): Promise<GraphQLAnswer> {
  const input = { idempotencyKey, audience: { userIds: [recipient.sub] }, content: { title } };
  return graphql(outputs, identity, publishMutation, { input });
}

/** Makes a publish call that step-up refuses. Returns its challenge, and the same call again. */
export async function challenged(
  outputs: HeliographOutputs,
  token: string,
  recipient: SignedIn,
): Promise<{ readonly challengeId: string; readonly again: () => Promise<GraphQLAnswer> }> {
  const key = randomUUID();
  const again = () => publishAs(outputs, token, recipient, 'hello', key);
  return { challengeId: challengeIdOf(await again()), again };
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
