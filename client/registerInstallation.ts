import {
  RegisterDeviceDocument,
  type RegisterDeviceInput,
  type RegisterDeviceMutation,
} from './generated/operations.ts';
import { HeliographError } from './HeliographError.ts';
import type { Transport } from './Transport.ts';

/**
 * Registers this installation. If another user's device has its id (`DeviceTaken`), registers it under a new random
 * one, once. Returns the API's answer: keep its `device.id` for the next start of the app.
 * `randomId` is for platforms without `crypto.randomUUID`, such as React Native.
 */
export async function registerInstallation(
  transport: Transport,
  input: RegisterDeviceInput,
  randomId: () => string = () => crypto.randomUUID(),
): Promise<RegisterDeviceMutation['registerDevice']> {
  const register = async (deviceId: string) =>
    (await transport.request(RegisterDeviceDocument, { input: { ...input, deviceId } })).registerDevice;
  try {
    return await register(input.deviceId);
  } catch (error) {
    if (!(error instanceof HeliographError) || error.errorType !== 'DeviceTaken') throw error;
    return register(randomId());
  }
}
