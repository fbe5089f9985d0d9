/**
 * `@aws-amplify/amplify-appsync-simulator` with one UNIT resolver over a NONE data source, in the templates it knows (VTL).
 * Runs in a folder where the package is installed.
 */
const { createRequire } = require('node:module');
const { join } = require('node:path');

const { AmplifyAppSyncSimulator } = createRequire(join(process.cwd(), 'package.json'))(
  '@aws-amplify/amplify-appsync-simulator',
);
const { schema, apiKey, typeName, fieldName, payload } = JSON.parse(process.argv[2] ?? '{}');

async function start() {
  const simulator = new AmplifyAppSyncSimulator({ port: 0 });
  await simulator.start();
  await simulator.init({
    schema: { path: 'schema.graphql', content: schema },
    appSync: {
      name: 'bench',
      apiKey,
      defaultAuthenticationType: { authenticationType: 'API_KEY' },
      additionalAuthenticationProviders: [],
    },
    dataSources: [{ type: 'NONE', name: 'none' }],
    functions: [],
    tables: [],
    mappingTemplates: [
      { path: 'request.vtl', content: `{"version": "2018-05-29", "payload": ${payload}}` },
      { path: 'response.vtl', content: '$util.toJson($context.result)' },
    ],
    resolvers: [
      {
        kind: 'UNIT',
        typeName,
        fieldName,
        dataSourceName: 'none',
        requestMappingTemplateLocation: 'request.vtl',
        responseMappingTemplateLocation: 'response.vtl',
      },
    ],
  });
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send({ answer: { cpu: user + system, memory: process.memoryUsage().rss } });
  });
  process.send({ port: Number(new URL(simulator.url).port) });
}

void start();
