// Runs in APPSYNC_JS too.

/** Returns whether an app would take the member for one of Heliograph's own, such as `heliograph.stepUp`. */
export function isReservedName(name: string): boolean {
  return name.toLowerCase().startsWith('heliograph');
}

/** Returns whether an app would take the category for one of Heliograph's own, such as `HELIOGRAPH_STEP_UP`. */
export function isReservedCategory(category: unknown): boolean {
  return typeof category === 'string' && category.toUpperCase().startsWith('HELIOGRAPH_');
}
