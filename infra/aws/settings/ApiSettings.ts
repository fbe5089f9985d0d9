import type { GivenSettings } from './GivenSettings.ts';

/** The GraphQL API, and who may call it. */
export interface ApiSettings {
  /** Whether clients may read the schema from the API, as generators and consoles do. @default false */
  readonly introspection: boolean;
  /** Services that get a role of their own. What a user proves for one counts for no other. @default - none */
  readonly services: readonly string[];
}

/** As in `billing:transfer`. A letter follows each hyphen, so that no two outputs have one name. */
const service = /^(?=.{1,31}$)[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;
const MOST_SERVICES = 20;

export function readApiSettings(given: GivenSettings): ApiSettings {
  return { introspection: given.isOn('introspection'), services: readServices(given) };
}

function readServices(given: GivenSettings): readonly string[] {
  const names = given.list('services');
  const isName = (name: unknown): name is string => typeof name === 'string' && service.test(name);
  if (names?.every(isName) && names.length <= MOST_SERVICES) return names;
  return given.refuse('services', `at most ${MOST_SERVICES} names such as billing, or order-desk, of 1–31 characters`);
}
