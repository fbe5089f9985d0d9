import type { StepUpMethod } from '../../../schema/generated/types.ts';

/** A user's factors as they were at the last sign-in, and since which sign-in. Times are epoch seconds. */
export interface FactorHistory {
  /** Of the phone number and whether it was verified. */
  readonly phone?: KnownValue;
  /** Of the e-mail address and whether it was verified. */
  readonly email?: KnownValue;
  /** Since when Cognito lists a software token. */
  readonly softwareToken?: { readonly since: number };
  /** The user's last change as a sign-in found it, and the first sign-in that did. */
  readonly seenChange?: { readonly at: number; readonly since: number };
  /** The user's last change as our own check of an answer left it, for sessions that began at `from` or later. */
  readonly ownChange?: { readonly at: number; readonly from: number };
  /** The app client by which step-up itself signs the user in: such a sign-in is none of the user's. */
  readonly stepUpClientId?: string;
}

export interface KnownValue {
  /** SHA-256 in hexadecimal: the history holds no addresses. */
  readonly hash: string;
  readonly since: number;
}

/** A user's factors as they are now. */
export interface FactorSnapshot {
  readonly phone: string | null;
  readonly email: string | null;
  readonly softwareToken: boolean;
  /** Cognito's `UserLastModifiedDate`, in epoch seconds with their fraction. */
  readonly modifiedAt: number;
}

/** What a sign-in changes of a history. */
export type SignInObservation = Omit<FactorHistory, 'ownChange' | 'seenChange' | 'stepUpClientId'> &
  Required<Pick<FactorHistory, 'seenChange'>>;

/** The trigger that sees a sign-in runs before or after the `auth_time` of its tokens, on another clock. */
const TOLERANCE_SECONDS = 10;

/** The history after a sign-in: what is as it was keeps its date. */
export function observeSignIn(history: FactorHistory | null, snapshot: FactorSnapshot, now: number): SignInObservation {
  const phone = valueSince(history?.phone, snapshot.phone, now);
  const email = valueSince(history?.email, snapshot.email, now);
  const { seenChange } = history ?? {};
  return {
    seenChange: seenChange?.at === snapshot.modifiedAt ? seenChange : { at: snapshot.modifiedAt, since: now },
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
    ...(snapshot.softwareToken ? { softwareToken: history?.softwareToken ?? { since: now } } : {}),
  };
}

function valueSince(known: KnownValue | undefined, hash: string | null, now: number): KnownValue | undefined {
  if (hash === null) return undefined;
  return known?.hash === hash ? known : { hash, since: now };
}

/**
 * Whether a method's factor was there, as it is now, when the session began: a thief of an access token can set up another factor with it, or
 * replace the one there is. Without a history the answer is no.
 */
export function isOlderThanSession(
  method: StepUpMethod,
  history: FactorHistory | null,
  snapshot: FactorSnapshot,
  authTime: number,
): boolean {
  if (history === null) return false;
  switch (method) {
    case 'SMS_STEP_UP':
      return isKnown(history.phone, snapshot.phone, authTime);
    case 'EMAIL_STEP_UP':
      return isKnown(history.email, snapshot.email, authTime);
    case 'SOFTWARE_TOKEN_STEP_UP': {
      const { softwareToken } = history;
      const known = softwareToken !== undefined && softwareToken.since <= authTime + TOLERANCE_SECONDS;
      return known && isUnchanged(history, snapshot, authTime);
    }
    case 'PUSH_STEP_UP':
      // Its devices are chosen by their age (approvingDevices.ts).
      return true;
    case 'PASSKEY_STEP_UP':
      // So are its passkeys (passkeysOfSession.ts).
      return true;
    case 'MAYBE_SOFTWARE_TOKEN_STEP_UP':
      return isUnchanged(history, snapshot, authTime);
  }
}

function isKnown(known: KnownValue | undefined, hash: string | null, authTime: number): boolean {
  return known !== undefined && known.hash === hash && known.since <= authTime + TOLERANCE_SECONDS;
}

/** A secret that AssociateSoftwareToken made replaces the one before without a trace but the date of the user's last change. */
function isUnchanged(
  { ownChange, seenChange }: FactorHistory,
  { modifiedAt }: FactorSnapshot,
  authTime: number,
): boolean {
  if (modifiedAt <= authTime) return true;
  if (seenChange?.at === modifiedAt && seenChange.since <= authTime + TOLERANCE_SECONDS) return true;
  return ownChange !== undefined && ownChange.at === modifiedAt && ownChange.from <= authTime;
}

/**
 * Whether the user's mailbox is the one of the last sign-in: a thief of an access token can set another, have the password reset to it and sign in
 * anew. A user who never signed in has no token that could be stolen.
 */
export function isMailboxOfSignIn(history: FactorHistory | null, snapshot: FactorSnapshot): boolean {
  return history === null || (history.email !== undefined && history.email.hash === snapshot.email);
}
