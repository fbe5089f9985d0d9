import type { GivenSettings } from './GivenSettings.ts';

/** How users prove again who they are. */
export interface StepUpSettings {
  /** How codes are sent for step-up. @default attributes */
  readonly stepUpCodes: 'attributes' | 'userAuth';
  /** Whether step-up settings can name users' reads of their own things. @default false */
  readonly guardOwnReads: boolean;
}

export function readStepUpSettings(given: GivenSettings): StepUpSettings {
  return {
    stepUpCodes: given.oneOf('stepUpCodes', ['attributes', 'userAuth']),
    guardOwnReads: given.isOn('guardOwnReads'),
  };
}
