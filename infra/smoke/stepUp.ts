import {
  DeleteStepUpSettingDocument,
  InitiateStepUpDocument,
  RespondToStepUpChallengeDocument,
} from '../../client/generated/operations.ts';
import { expect } from '../start/demo/expect.ts';
import { refusalOf, wasReplayed } from '../start/demo/refusals.ts';
import { ask } from './ask.ts';
import type { SmokeContext } from './SmokeContext.ts';

/** A factor counts from the sign-in that saw it: the admin signs in twice. */
export async function enrolAdmin(context: SmokeContext): Promise<void> {
  const admin = context.people.actor('admin');
  await context.people.signIn('admin');
  const codes = context.enrol(`${await admin.setUpTotp()}`);
  await admin.verifyTotp(codes.previous());
  await context.people.askForTotp('admin');
  await admin.signOut();
  const next = await context.people.signIn('admin');
  expect(next === 'CONFIRM_SIGN_IN_WITH_TOTP_CODE', `Cognito asked for ${next}`);
  await codes.use((code) => admin.confirmSignIn(code), wasReplayed);
}

/** Removes a setting that there is not: privileged, and nothing changes. */
export async function proveAndPass({ codes, people, progress, run }: SmokeContext): Promise<void> {
  const admin = people.actor('admin');
  const remove = () => ask(admin, DeleteStepUpSettingDocument, { input: { operation: `smoke:${run}` } });
  const refusal = await refusalOf(remove());
  expect(refusal.errorType === 'StepUpRequired', `it was refused with ${refusal.message}`);
  progress.note(refusal.message);
  const challengeId = `${refusal.errorInfo.challengeId}`;
  await ask(admin, InitiateStepUpDocument, { input: { challengeId } });
  await codes?.use(
    (code) => ask(admin, RespondToStepUpChallengeDocument, { input: { challengeId, code } }),
    wasReplayed,
  );
  const { deleteStepUpSetting } = await remove();
  expect(!deleteStepUpSetting.deleted, 'it removed a setting that this run did not make');
}
