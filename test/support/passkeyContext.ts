/** The domain of the passkeys. A page in a browser of this machine has it too. */
export const relyingParty = 'localhost';

/** The settings of `passkeyRuntime`. Its breakers hold for seconds, since one file opens them. */
export const passkeyContext: Readonly<Record<string, string>> = {
  'heliograph:stepUpCodes': 'userAuth',
  'heliograph:guardOwnReads': 'true',
  'heliograph:passkeyRelyingParty': relyingParty,
  'heliograph:breaker': '{"probeSeconds":1,"holdSeconds":2}',
};
