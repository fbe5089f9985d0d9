import type { StepUpMethod } from '../../schema/generated/types.ts';
import { ApplicationError } from '../rules/ApplicationError.ts';
import { Failure } from '../rules/Failure.ts';
import { chooseMethod } from '../rules/stepUp/chooseMethod.ts';
import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import { devicesToAsk } from './askForApproval.ts';
import type { AskedFactors, Ports as MethodPorts } from './beginMethod.ts';
import { passkeysOfSession } from './passkeysOfSession.ts';
import type { StepUpCaller } from './StepUpCaller.ts';
import type { KnownFactors, Passkey } from './UserFactors.ts';
import { factorTooNew, type Ports as UsablePorts, usableMethods } from './usableMethods.ts';

export type Ports = MethodPorts & UsablePorts;

/** Methods in the order of preference, and the devices and passkeys that the user may be asked for. */
export interface MethodsToTry extends AskedFactors {
  readonly methods: readonly StepUpMethod[];
}

/**
 * Returns the methods by which a challenge may be begun, at least one.
 * Throws ApplicationError `NoStepUpMethod`, or `FactorTooNew` if the user has only factors that are too new.
 */
export async function methodsToTry(ports: Ports, caller: StepUpCaller, row: StepUpGrantRow): Promise<MethodsToTry> {
  const factors = await ports.factors.read(caller.accessToken);
  if (factors.userId !== caller.userId) throw new Failure('The access token is not the caller’s.');
  const usable = await usableMethods(ports, caller, row.methods);
  const registered = await registeredPasskeys(ports, caller, row);
  const passkeys = usable.includes('PASSKEY_STEP_UP') ? passkeysOfSession(registered, caller.authTime) : [];
  const devices = row.methods.includes('PUSH_STEP_UP') ? await devicesToAsk(ports, caller) : [];
  const found: Found = { factors, usable, registered, passkeys, devices };
  const methods = row.method === undefined ? newMethods(row, found) : [sameMethod(row, row.method, found)];
  return { methods, devices, passkeys };
}

interface Found extends AskedFactors {
  readonly factors: KnownFactors;
  readonly usable: readonly StepUpMethod[];
  /** All of the user's passkeys, new ones too. */
  readonly registered: readonly Passkey[];
}

async function registeredPasskeys(
  { factors, signIn }: Ports,
  { accessToken }: StepUpCaller,
  { methods }: StepUpGrantRow,
): Promise<readonly Passkey[]> {
  return signIn !== null && methods.includes('PASSKEY_STEP_UP') ? factors.passkeys(accessToken) : [];
}

/** Returns the method that the challenge was begun with, if it is still usable. */
function sameMethod(row: StepUpGrantRow, method: StepUpMethod, { usable, registered, passkeys }: Found): StepUpMethod {
  const gone = method === 'PASSKEY_STEP_UP' && passkeys.length === 0;
  if (gone && registered.length === 0) throw noMethod(row);
  if (gone || !usable.includes(method)) throw factorTooNew();
  return method;
}

/** Returns a passkey, approval on a device, and then the user's usual method, as far as the user has them. */
function newMethods(row: StepUpGrantRow, { factors, usable, registered, passkeys, devices }: Found): StepUpMethod[] {
  const usual = chooseMethod(factors, usable);
  const methods: StepUpMethod[] = [
    ...(passkeys.length > 0 ? (['PASSKEY_STEP_UP'] as const) : []),
    ...(devices.length > 0 ? (['PUSH_STEP_UP'] as const) : []),
    ...(usual === null ? [] : [usual]),
  ];
  if (methods.length > 0) return methods;
  const hasNewFactor = registered.length > 0 || chooseMethod(factors, row.methods) !== null;
  throw hasNewFactor ? factorTooNew() : noMethod(row);
}

/** Returns the error for a user who has none of the factors that the challenge takes. */
export function noMethod({ methods }: StepUpGrantRow): ApplicationError {
  return new ApplicationError('NoStepUpMethod', 'You have none of the factors that this operation takes.', { methods });
}
