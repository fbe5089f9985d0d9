import type { GivenSettings } from './GivenSettings.ts';

/** The user pool, and how users sign in. */
export interface UserSettings {
  /** Whether anybody may make an account in the user pool. @default false */
  readonly selfSignUp: boolean;
  /** Domain of the app's pages. @default - no passkeys */
  readonly passkeyRelyingParty?: string;
  /** Concurrent executions reserved for each function that Cognito calls. @default - none */
  readonly triggerConcurrency?: number;
}

/** Not an address: a relying party's id has neither scheme nor port (WebAuthn, 5.1.2). */
const domain = /^[a-z0-9-]+(\.[a-z0-9-]+)*$/;

export function readUserSettings(given: GivenSettings): UserSettings {
  const passkeyRelyingParty = given.text('passkeyRelyingParty', domain, 'a domain, such as app.example');
  const triggerConcurrency = given.whole('triggerConcurrency');
  return {
    selfSignUp: given.isOn('selfSignUp'),
    ...(passkeyRelyingParty === undefined ? {} : { passkeyRelyingParty }),
    ...(triggerConcurrency === undefined ? {} : { triggerConcurrency }),
  };
}
