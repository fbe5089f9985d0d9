// Runs in APPSYNC_JS too.

/** Cognito's levels of assurance in ascending order, as the `acr` claim has them. */
export const acrLevels: readonly string[] = [
  'urn:cognito:loa:1',
  'urn:cognito:loa:2',
  'urn:cognito:loa:3',
  'urn:cognito:loa:4',
];

/** Returns 1–4, or 0 for a token without the claim or with another value. */
export function acrLevelOf(claim: unknown): number {
  return typeof claim === 'string' ? acrLevels.indexOf(claim) + 1 : 0;
}
