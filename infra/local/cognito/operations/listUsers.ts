import type { AwsOperation } from '../../platform/AwsApi.ts';
import { isJsonObject } from '../../platform/Json.ts';
import { optionalString, stringList } from '../input.ts';
import { page } from '../page.ts';
import type { Services } from '../Services.ts';
import { userFilter } from '../userFilter.ts';
import { userView } from '../userView.ts';
import { poolOperation } from './define.ts';

export function listUsers(services: Services): AwsOperation {
  return poolOperation(services, 'ListUsers', (pool, input) => {
    const wanted = stringList(input, 'AttributesToGet');
    const matching = services.store.users(pool.id).filter(userFilter(optionalString(input, 'Filter')));
    const { entries, next } = page(matching, input, 'PaginationToken', 60);
    const users = entries.map((user) => {
      const view = userView(user);
      if (wanted === undefined || !Array.isArray(view.Attributes)) return view;
      const kept = view.Attributes.filter((entry) => isJsonObject(entry) && wanted.includes(String(entry.Name)));
      return { ...view, Attributes: kept };
    });
    return { Users: users, ...(next === undefined ? {} : { PaginationToken: next }) };
  });
}
