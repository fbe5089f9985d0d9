import { invalidInput, type Refusal } from '../Refusal.ts';
import { deviceIdPattern } from './deviceIdPattern.ts';

/** Returns the refusal of a text that is no device's id, or null. */
export function validateDeviceId(id: string): Refusal | null {
  if (new RegExp(deviceIdPattern).test(id)) return null;
  const given = `${id.length} characters, or others than allowed`;
  return invalidInput('input.deviceId', given, '1–128 characters of A–Z a–z 0–9 . _ -');
}
