import type { StepUpMethod } from '../../schema/generated/types.ts';
import { ApplicationError } from '../rules/ApplicationError.ts';
import type { DeviceRow } from '../rules/devices/DeviceRow.ts';
import { codeAttribute } from '../rules/stepUp/chooseMethod.ts';
import type { CognitoSignIn, StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import { type Ports as ApprovalPorts, askForApproval } from './askForApproval.ts';
import type { FactorHistories } from './FactorHistories.ts';
import type { SentCodes } from './SentCodes.ts';
import type { StepUpCaller } from './StepUpCaller.ts';
import type { BegunSignIn, SignInFactor, StepUpSignIn } from './StepUpSignIn.ts';
import { signInFactorOf } from './signInFactorOf.ts';
import type { Passkey, UserFactors } from './UserFactors.ts';

export interface Ports extends ApprovalPorts {
  readonly sentCodes: Pick<SentCodes, 'note'>;
  readonly factors: UserFactors;
  readonly histories: FactorHistories;
  /** Null if the user pool is not set up for it. */
  readonly signIn: StepUpSignIn | null;
  /** How codes are sent and checked: attribute verification codes, or one-time passwords of a sign-in. */
  readonly codes: 'attributes' | 'userAuth';
}

/** What beginning a method added to the challenge. */
export interface BegunMethod {
  readonly destination?: string;
  readonly matchNumber?: string;
  readonly codeLength?: number;
  readonly cognitoSignIn?: CognitoSignIn;
  readonly credentialRequestOptions?: Readonly<Record<string, unknown>>;
}

/** The devices and passkeys that the user may be asked for. */
export interface AskedFactors {
  readonly devices: readonly DeviceRow[];
  readonly passkeys: readonly Passkey[];
}

/** Digits of a one-time password of `USER_AUTH`. Verification codes and software tokens have 6. */
const ONE_TIME_PASSWORD_DIGITS = 8;
const CODE_DIGITS = 6;

/** Whether beginning again sends something new: a code, a push, or something to sign. */
export function isSent(method: StepUpMethod): boolean {
  return reachesUser(method) || method === 'PASSKEY_STEP_UP';
}

/** Whether beginning the method makes a phone ring or fills a mailbox. */
export function reachesUser(method: StepUpMethod): boolean {
  return codeAttribute(method) !== null || method === 'PUSH_STEP_UP';
}

/**
 * Sends the code, push or passkey challenge of a method. `now` is epoch seconds.
 * Returns null if Cognito does not offer the method to this user.
 */
export async function beginMethod(
  ports: Ports,
  caller: StepUpCaller,
  row: StepUpGrantRow,
  method: StepUpMethod,
  { devices, passkeys }: AskedFactors,
  now: number,
): Promise<BegunMethod | null> {
  if (method === 'PUSH_STEP_UP') return { matchNumber: await askForApproval(ports, caller, row, devices, now) };
  if (method === 'PASSKEY_STEP_UP') {
    const begun = await beginSignIn(ports, caller, 'WEB_AUTHN');
    return begun === null ? null : askForPasskey(begun, passkeys);
  }
  const attribute = codeAttribute(method);
  if (attribute === null) return { codeLength: CODE_DIGITS };
  await ports.sentCodes.note(row, attribute, now);
  const factor = signInFactorOf(method);
  const begun = ports.codes === 'userAuth' && factor !== null ? await beginSignIn(ports, caller, factor) : null;
  if (begun === null) {
    return { destination: await ports.factors.sendCode(caller.accessToken, attribute), codeLength: CODE_DIGITS };
  }
  const { destination = '', session } = begun;
  return { destination, codeLength: ONE_TIME_PASSWORD_DIGITS, cognitoSignIn: { session } };
}

async function beginSignIn(
  { histories, signIn }: Ports,
  { userId, username }: StepUpCaller,
  factor: SignInFactor,
): Promise<BegunSignIn | null> {
  if (signIn === null) return null;
  // Before the sign-in, so that the PostAuthentication trigger does not take it for one of the user's.
  await histories.writeStepUpClient(userId, signIn.clientId);
  return signIn.begin(username, factor);
}

/** Asks for usable passkeys only: the browser offers no others. */
function askForPasskey({ credentialRequestOptions, session }: BegunSignIn, passkeys: readonly Passkey[]): BegunMethod {
  const { challenge, rpId } = credentialRequestOptions ?? {};
  if (typeof challenge !== 'string' || typeof rpId !== 'string') {
    throw new ApplicationError('Unavailable', 'Cognito did not say what the passkey is to sign.', { retryable: true });
  }
  const given = credentialRequestOptions?.allowCredentials;
  const transportsOf = (id: string): unknown =>
    Array.isArray(given) ? given.find((entry: { readonly id?: unknown }) => entry.id === id)?.transports : undefined;
  return {
    cognitoSignIn: { session, webAuthnChallenge: challenge, relyingPartyId: rpId },
    credentialRequestOptions: {
      ...credentialRequestOptions,
      allowCredentials: passkeys.map(({ credentialId: id }) => {
        const transports = transportsOf(id);
        return { id, type: 'public-key', ...(Array.isArray(transports) ? { transports } : {}) };
      }),
    },
  };
}
