import type { Method } from './Method.ts';
import { CountsMethod } from './methods/CountsMethod.ts';
import { EventMethod } from './methods/EventMethod.ts';
import { RecordsMethod } from './methods/RecordsMethod.ts';
import { RunMethod } from './methods/RunMethod.ts';
import { WorkMethod } from './methods/WorkMethod.ts';
import { type Place, type PlaceName, places, type Redrive } from './places.ts';

const methods: Readonly<Record<Redrive, (place: Place) => Method>> = {
  work: () => new WorkMethod(),
  records: ({ forgotten }) => new RecordsMethod(forgotten),
  counts: () => new CountsMethod(),
  event: () => new EventMethod(),
  run: () => new RunMethod(),
};

/** Returns how a place's messages are given back, for one run of the command. */
export function methodOf(name: PlaceName): Method {
  const place: Place = places[name];
  return methods[place.redrive](place);
}
