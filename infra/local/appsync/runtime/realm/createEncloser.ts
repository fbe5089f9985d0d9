import type { HostFunction, HostServices, HostTable } from './HostServices.ts';

export type EnclosedTable = Readonly<Record<string, unknown>>;

/**
 * Returns a function that makes a table of host functions one of the realm's own functions.
 * No host object is reachable from those: arguments are copied out and results are copied in.
 */
export function createEncloser(
  host: Pick<HostServices, 'argument'>,
  copyIn: (value: unknown) => unknown,
): (table: HostTable) => EnclosedTable {
  const { entries, freeze } = Object;

  // Methods in literals have no prototype and no constructor to reach.
  function enclose(name: string, call: HostFunction): HostFunction {
    const { [name]: method } = {
      [name](...given: unknown[]) {
        for (let index = 0; index < given.length; index += 1) given[index] = host.argument(given[index]);
        return copyIn(call(...given));
      },
    };
    return freeze(method as HostFunction);
  }

  return function encloseTable(table: HostTable): EnclosedTable {
    const enclosed: Record<string, unknown> = {};
    for (const [name, member] of entries(table)) {
      enclosed[name] = typeof member === 'function' ? enclose(name, member) : encloseTable(member);
    }
    return freeze(enclosed);
  };
}
