// SPDX-License-Identifier: Apache-2.0
// Serves interactions of the pacts with the Rust core's mock: node mock.mjs PACT... prints where it is told which.
//   POST /  {"descriptions": [...]}  starts a mock of these interactions, answers {"port": ...}
//   POST /done?port=...              ends it, answers what was wrong with the requests: [] if nothing
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// The core belongs to Pact, and is found where Pact is.
const core = createRequire(createRequire(import.meta.url).resolve('@pact-foundation/pact'))('@pact-foundation/pact-core');
const V4 = 5;
const byDescription = new Map();
for (const file of process.argv.slice(2)) {
  for (const interaction of JSON.parse(readFileSync(file)).interactions) {
    byDescription.set(interaction.description, interaction);
  }
}
const running = new Map();

function each(values, add) {
  for (const [name, value] of Object.entries(values ?? {})) {
    [value].flat().forEach((one, index) => add(name, index, one));
  }
}

function contentOf(part) {
  return part.body && JSON.stringify(part.body.content);
}

function start(descriptions) {
  const pact = core.makeConsumerPact('ddm-scale-out-client', 'mock', V4, 'error');
  for (const description of descriptions) {
    const { request, response } = byDescription.get(description);
    const interaction = pact.newInteraction(description);
    interaction.withRequest(request.method, request.path);
    each(request.query, (name, index, value) => interaction.withQuery(name, index, value));
    each(request.headers, (name, index, value) => interaction.withRequestHeader(name, index, value));
    if (request.body) {
      interaction.withRequestBody(contentOf(request), 'application/json');
    }
    if (request.matchingRules) {
      interaction.withRequestMatchingRules(JSON.stringify(request.matchingRules));
    }
    interaction.withStatus(response.status);
    each(response.headers, (name, index, value) => interaction.withResponseHeader(name, index, value));
    interaction.withResponseBody(contentOf(response), 'application/json');
  }
  const port = pact.createMockServer('127.0.0.1');
  running.set(port, pact);
  return port;
}

function end(port) {
  const pact = running.get(port);
  const wrong = pact.mockServerMatchedSuccessfully(port) ? [] : pact.mockServerMismatches(port);
  pact.cleanupMockServer(port);
  running.delete(port);
  return wrong;
}

createServer(async (request, answer) => {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  try {
    const url = new URL(request.url, 'http://localhost');
    const told =
      url.pathname === '/done'
        ? end(Number(url.searchParams.get('port')))
        : { port: start(JSON.parse(Buffer.concat(chunks)).descriptions) };
    answer.end(JSON.stringify(told));
  } catch (mistake) {
    answer.statusCode = 500;
    answer.end(String(mistake.stack));
  }
}).listen(0, '127.0.0.1', function () {
  console.log(`http://127.0.0.1:${this.address().port}`);
});
