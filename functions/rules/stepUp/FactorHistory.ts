import type { StepUpMethod } from '../../../schema/generated/types.ts';

/** A user's factors at the last sign-in, and since which sign-in they are so. Times are epoch seconds. */
export interface FactorHistory {
  /** The phone number, and whether it was verified. */
  readonly phone?: KnownValue;
  /** The e-mail address, and whether it was verified. */
  readonly email?: KnownValue;
  /** Since when Cognito lists a software token. */
  readonly softwareToken?: { readonly since: number };
  /** The user's last change, and the first sign-in that saw it. */
  readonly seenChange?: { readonly at: number; readonly since: number };
  /** The user's last change that our own check of an answer made, for sessions that began at `from` or later. */
  readonly ownChange?: { readonly at: number; readonly from: number };
  /** The app client by which step-up signs the user in. Such a sign-in is not the user's. */
  readonly stepUpClientId?: string;
}

export interface KnownValue {
  /** SHA-256 in hexadecimal, so that the history holds no address. */
  readonly hash: string;
  readonly since: number;
}

/** A user's current factors. */
export interface FactorSnapshot {
  readonly phone: string | null;
  readonly email: string | null;
  readonly softwareToken: boolean;
  /** Cognito's `UserLastModifiedDate`, in epoch seconds with a fraction. */
  readonly modifiedAt: number;
}

/** The part of a history that a sign-in writes. */
export type SignInObservation = Omit<FactorHistory, 'ownChange' | 'seenChange' | 'stepUpClientId'> &
  Required<Pick<FactorHistory, 'seenChange'>>;

/** The trigger runs before or after the `auth_time` of the tokens, on another clock. */
const TOLERANCE_SECONDS = 10;

/** Returns the history after a sign-in. A factor that has not changed keeps its date. */
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
 * Whether a method's factor was there, as it is now, when the session began. False without a history.
 * A thief of an access token can set up another factor with it, or replace one.
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
      // `approvingDevices` chooses its devices by their age.
      return true;
    case 'PASSKEY_STEP_UP':
      // `passkeysOfSession` chooses its passkeys by their age.
      return true;
    case 'MAYBE_SOFTWARE_TOKEN_STEP_UP':
      return isUnchanged(history, snapshot, authTime);
  }
}

function isKnown(known: KnownValue | undefined, hash: string | null, authTime: number): boolean {
  return known !== undefined && known.hash === hash && known.since <= authTime + TOLERANCE_SECONDS;
}

/** AssociateSoftwareToken replaces a secret, and only the date of the user's last change shows that. */
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
 * Whether the user's mailbox is the one of the last sign-in. A thief of an access token can set another mailbox, have
 * the password reset to it, and sign in.
 * A user who never signed in has no token that could be stolen.
 */
export function isMailboxOfSignIn(history: FactorHistory | null, snapshot: FactorSnapshot): boolean {
  return history === null || (history.email !== undefined && history.email.hash === snapshot.email);
}
