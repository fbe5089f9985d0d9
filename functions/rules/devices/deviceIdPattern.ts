// Runs in APPSYNC_JS too.

/** The form of a device's id, as a regular expression. APPSYNC_JS has no such literals, so each side compiles it. */
export const deviceIdPattern = '^[A-Za-z0-9._-]{1,128}$';
