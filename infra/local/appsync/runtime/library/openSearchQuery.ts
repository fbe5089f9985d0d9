import { isRecord } from './isRecord.ts';

type Query = Readonly<Record<string, unknown>>;

/**
 * Implements `util.transform.toElasticsearchQueryDSL`: returns JSON text, or null for an unknown operator.
 * ? The guide gives no output for some operators.
 */
export function openSearchQuery(filter: unknown): string | null {
  const query = filterQuery(filter);
  return query === null ? null : JSON.stringify(query);
}

function filterQuery(filter: unknown): Query | null {
  if (!isRecord(filter)) return null;
  const clauses: Query[] = [];
  for (const [key, value] of Object.entries(filter)) {
    const clause =
      key === 'and' || key === 'or' ? group(key, value) : key === 'not' ? negation(value) : field(key, value);
    if (clause === null) return null;
    clauses.push(clause);
  }
  return must(clauses);
}

function group(key: 'and' | 'or', members: unknown): Query | null {
  if (!Array.isArray(members)) return null;
  const clauses: Query[] = [];
  for (const member of members) {
    const clause = filterQuery(member);
    if (clause === null) return null;
    clauses.push(clause);
  }
  return { bool: { [key === 'and' ? 'must' : 'should']: clauses } };
}

function negation(filter: unknown): Query | null {
  const query = filterQuery(filter);
  return query === null ? null : { bool: { must_not: query } };
}

function field(name: string, operators: unknown): Query | null {
  if (!isRecord(operators)) return null;
  const clauses: Query[] = [];
  for (const [operator, operand] of Object.entries(operators)) {
    const clause = operation(name, operator, operand);
    if (clause === null) return null;
    clauses.push(clause);
  }
  return must(clauses);
}

/** Returns a clause that stands alone, or all of several. */
function must(clauses: readonly Query[]): Query {
  const [only] = clauses;
  return clauses.length === 1 && only !== undefined ? only : { bool: { must: clauses } };
}

function operation(name: string, operator: string, operand: unknown): Query | null {
  switch (operator) {
    case 'eq':
      return { term: { [name]: operand } };
    case 'ne':
      return { bool: { must_not: { term: { [name]: operand } } } };
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return { range: { [name]: { [operator]: operand } } };
    case 'range':
      return Array.isArray(operand) ? { range: { [name]: { gte: operand[0], lte: operand[1] } } } : null;
    case 'exists':
      return operand === true ? { exists: { field: name } } : { bool: { must_not: { exists: { field: name } } } };
    case 'match':
    case 'wildcard':
    case 'regexp':
      return { [operator]: { [name]: operand } };
    case 'matchPhrase':
      return { match_phrase: { [name]: operand } };
    case 'matchPhrasePrefix':
      return { match_phrase_prefix: { [name]: operand } };
    case 'multiMatch':
      return { multi_match: { query: operand, fields: [name] } };
    default:
      return null;
  }
}
