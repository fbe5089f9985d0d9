/** The domain of the passkeys. A page in a browser of this machine has it too. */
export const relyingParty = 'localhost';

/** Breakers hold for seconds: what one file has refused holds the pushes of the others. */
const quickBreaker = { 'heliograph:breaker': '{"probeSeconds":1,"holdSeconds":2}' };

/** The settings of the runtimes that stories share, by the runtime. */
export const sharedContexts = {
  runtime: quickBreaker,
  passkeyRuntime: {
    'heliograph:stepUpCodes': 'userAuth',
    'heliograph:guardOwnReads': 'true',
    'heliograph:passkeyRelyingParty': relyingParty,
    ...quickBreaker,
  },
};

/** Returns the arguments of `npm start` for these settings. */
export function contextArguments(context: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(context).flatMap(([name, value]) => ['--context', `${name}=${value}`]);
}
