/** The API that both sides serve in the measurement of queries. */
export const greetingSchema = /* GraphQL */ `
  type Person {
    id: ID!
    name: String!
    tags: [String!]!
    address: Address
  }

  type Address {
    street: String!
    city: String!
  }

  type Query {
    person(id: ID!): Person
  }
`;

export const greetingQuery = 'query Person($id: ID!) { person(id: $id) { id name tags address { street city } } }';
export const greetingBody = JSON.stringify({ query: greetingQuery, variables: { id: '1' } });

/** The resolver's answer, as the code of a resolver or function. */
export const greetingPerson = `{ id: ID, name: 'Ada', tags: ['first', 'second'], address: { street: 'High Street', city: 'London' } }`;
