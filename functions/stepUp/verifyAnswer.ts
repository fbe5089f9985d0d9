import type { StepUpMethod } from '../../schema/generated/types.ts';
import { Failure } from '../rules/Failure.ts';
import { codeAttribute } from '../rules/stepUp/chooseMethod.ts';
import type { PasskeyAssertion, StepUpAnswer } from '../rules/stepUp/readStepUpAnswer.ts';
import type { CognitoSignIn, StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import type { ChallengeStore } from './ChallengeStore.ts';
import { type AssertionProblem, credentialOf, judgeAssertion } from './judgeAssertion.ts';
import type { SentCodes } from './SentCodes.ts';
import type { StepUpCaller } from './StepUpCaller.ts';
import type { SignInFactor, SignInOutcome, StepUpSignIn } from './StepUpSignIn.ts';
import { signInFactorOf } from './signInFactorOf.ts';
import type { UserFactors, Verification } from './UserFactors.ts';

export interface Ports {
  readonly challenges: Pick<ChallengeStore, 'takeSignIn'>;
  readonly factors: UserFactors;
  readonly sentCodes: Pick<SentCodes, 'newest'>;
  /** Null if the user pool is not set up for it. */
  readonly signIn: StepUpSignIn | null;
}

export type AnswerOutcome = Verification | AssertionProblem;

/** Has Cognito check an answer. Throws ApplicationError `SignInRequired` or `Unavailable`. */
export async function verifyAnswer(
  ports: Ports,
  caller: StepUpCaller,
  row: StepUpGrantRow,
  method: StepUpMethod,
  answer: StepUpAnswer,
): Promise<AnswerOutcome> {
  const { factors } = ports;
  if (answer.kind === 'assertion') return verifyAssertion(ports, caller, row, answer.assertion);
  const factor = signInFactorOf(method);
  if (row.cognitoSignIn !== undefined && factor !== null) {
    const outcome = await answerSignIn(ports, caller, factor, row.cognitoSignIn.session, answer.code);
    // Cognito's session string ends together with the code.
    return outcome === 'refused' ? 'expired' : outcome;
  }
  const attribute = codeAttribute(method);
  if (attribute === null) return factors.verifySoftwareToken(caller.accessToken, answer.code);
  // Cognito would take a code that was sent for another challenge.
  const newest = await ports.sentCodes.newest(caller.userId, attribute);
  if (newest?.challengeId !== row.challengeId) return 'expired';
  return factors.verifyCode(caller.accessToken, attribute, answer.code);
}

async function verifyAssertion(
  ports: Ports,
  caller: StepUpCaller,
  row: StepUpGrantRow,
  assertion: PasskeyAssertion,
): Promise<AnswerOutcome> {
  const { challenges, factors } = ports;
  const { accessToken, authTime, tokenId } = caller;
  if (row.cognitoSignIn === undefined) return 'expired';
  const judge = async (signIn: CognitoSignIn) =>
    judgeAssertion(assertion, signIn, await factors.passkeys(accessToken), authTime);
  const problem = await judge(row.cognitoSignIn);
  if (problem !== null) return problem;
  if (!(await challenges.takeSignIn(tokenId, row))) return 'expired';
  const { session } = row.cognitoSignIn;
  const outcome = await answerSignIn(ports, caller, 'WEB_AUTHN', session, credentialOf(assertion));
  if (outcome === 'refused') return 'mismatch';
  // A thief may have registered another key under the id meanwhile. Its date is new then.
  return outcome === 'verified' ? ((await judge(row.cognitoSignIn)) ?? 'verified') : outcome;
}

/** Gives Cognito the answer to the sign-in that waits there. Throws a Failure if it is another user's. */
async function answerSignIn(
  { factors, signIn }: Ports,
  { accessToken, userId, username }: StepUpCaller,
  factor: SignInFactor,
  session: string,
  response: string,
): Promise<SignInOutcome['kind']> {
  if (signIn === null) return 'expired';
  const outcome = await signIn.answer(username, factor, session, response);
  // For a user who may not sign in any more this throws `SignInRequired`.
  if (outcome.kind === 'refused') await factors.read(accessToken);
  if (outcome.kind === 'verified' && outcome.userId !== userId) throw new Failure('Cognito signed in somebody else.');
  return outcome.kind;
}
