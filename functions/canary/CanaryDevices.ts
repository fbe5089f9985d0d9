import type { RegisterDeviceInput } from '../../schema/generated/types.ts';

/** Registers devices for the canary's users, by the function behind `registerDevice`. */
export interface CanaryDevices {
  /** Rejects if the function fails or refuses. */
  register(userId: string, input: RegisterDeviceInput): Promise<void>;
}
