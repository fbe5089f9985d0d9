/** A function of the host that a realm calls with copied values. */
export type HostFunction = (...values: unknown[]) => unknown;

/** Functions of the host by name, in tables of any depth. */
export interface HostTable {
  readonly [name: string]: HostFunction | HostTable;
}

/** What the host gives a realm to build its library from. */
export interface HostServices {
  readonly util: HostTable;
  readonly extensions: HostTable;
  readonly runtime: HostTable;
  readonly console: HostTable;
  /** By module name. */
  readonly modules: HostTable;
  readonly replace: (text: string, pattern: unknown, replacement: unknown, all: boolean) => string;
  /** Copies an argument of a library function out of the realm. */
  readonly argument: (value: unknown) => unknown;
  readonly loopLimit: () => never;
  readonly checkTime: () => void;
  readonly unsupported: (message: string) => never;
}
