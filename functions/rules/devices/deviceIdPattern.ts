// Runs in APPSYNC_JS too.

/** What a device's id looks like, as a regular expression. APPSYNC_JS has no literals of them, so each side compiles it itself. */
export const deviceIdPattern = '^[A-Za-z0-9._-]{1,128}$';
