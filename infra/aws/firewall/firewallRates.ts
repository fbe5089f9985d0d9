/**
 * How many requests one address may send in five minutes, from `heliograph:wafRates`, with their bounds. Many people
 * can share an address: an office, or the customers of a mobile carrier.
 */
export const firewallRates = {
  /** All requests that no role signed. */
  all: { unlessSet: 10_000, least: 10, most: 2_000_000_000 },
  /** Those of them that name a field of step-up or of registration. */
  sensitive: { unlessSet: 1_000, least: 10, most: 2_000_000_000 },
} as const;

export type FirewallRates = Readonly<Record<keyof typeof firewallRates, number>>;
