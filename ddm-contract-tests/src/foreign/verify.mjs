// SPDX-License-Identifier: Apache-2.0
// Verifies the fake against both pacts with the Rust core: node verify.mjs ENDPOINT PACT...
// What the pacts ask for is brought about over the fake's remote control.
import { Verifier } from '@pact-foundation/pact';

const [endpoint, ...pacts] = process.argv.slice(2);

async function control(method, path, body) {
  const answer = await fetch(`${endpoint}/_fake${path}`, { method, body: body && JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  }
  return text ? JSON.parse(text) : {};
}

async function failedJob({ instanceId, groupId }) {
  await control('PUT', '/jobs', { durationSeconds: 0 });
  // A job of somebody else's beside it, which ends well.
  await control('POST', '/instances/0d548585363e454b9e569b0a8d15565fin09/scale-out', {
    groupId: 'f080abf2010d45118068c28c8958f5fcgr09',
    nodes: 1,
  });
  await control('POST', '/jobs/failures', { reason: 'no capacity left' });
  await control('POST', `/instances/${instanceId}/scale-out`, { groupId, nodes: 1 });
  const jobId = (await control('GET', '/state')).jobs.find(job => job.status === 'Failed').id;
  const hour = 3_600_000;
  return { jobId, since: String(Date.now() - hour), until: String(Date.now() + hour) };
}

async function begin() {
  await control('DELETE', '/faults');
  await control('POST', '/reset');
}

const stateHandlers = {
  'a token': async ({ projectId }) => {
    await begin();
    return { token: (await control('POST', '/tokens', { projectId })).token };
  },
  // The fake has the instances of the pact, the schema, and the user.
  'an instance': async () => ({}),
  'a schema': async () => ({}),
  'a job': failedJob,
  'a failed job': failedJob,
  'an error': async ({ status, code, message }) => {
    await control('POST', '/faults', { fault: 'answer', status: Number(status), code, message });
    return {};
  },
  'a user': async ({ projectId }) => {
    await begin();
    return { token: (await control('POST', '/tokens', { projectId })).token };
  },
};

for (const pact of pacts) {
  await new Verifier({
    providerBaseUrl: endpoint,
    pactUrls: [pact],
    stateHandlers,
    logLevel: 'error',
  }).verifyProvider();
}
