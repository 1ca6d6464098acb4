import { readTaskMetadata } from './task-metadata';

const uri = 'http://169.254.170.2/v4/abc';

async function read(documents: Record<string, unknown>, from: string | undefined = uri) {
  const warnings: string[] = [];
  const { containerId, cpuLimit } = await readTaskMetadata({
    uri: from,
    hostname: 'laptop',
    warn: (sentence) => warnings.push(sentence),
    fetchJson: async (url) => {
      if (url in documents) return documents[url];
      throw new Error(`${url} answered 500.`);
    },
  });
  return { containerId, cpuLimit, warnings };
}

it('is named after the first address of the task and knows its limit in cores', async () => {
  const container = {
    Limits: { CPU: 256 },
    Networks: [{ NetworkMode: 'awsvpc', IPv4Addresses: ['10.0.2.17', '10.0.2.18'] }, { IPv4Addresses: ['10.9.9.9'] }],
  };
  expect(await read({ [uri]: container, [`${uri}/task`]: { Limits: { CPU: 0.25, Memory: 512 } } })).toEqual({
    containerId: 'ip-10-0-2-17',
    cpuLimit: 0.25,
    warnings: [],
  });
});

it.each([null, 'text', {}, { Networks: [] }, { Networks: [{ IPv4Addresses: [] }] }])(
  'falls back to the host name and no limit when the documents are %j',
  async (json) => {
    expect(await read({ [uri]: json, [`${uri}/task`]: json })).toMatchObject({
      containerId: 'laptop',
      cpuLimit: undefined,
    });
  },
);

it('goes on without metadata that does not answer, and says so', async () => {
  const { containerId, warnings } = await read({ [`${uri}/task`]: { Limits: { CPU: 0.25 } } });
  expect(containerId).toBe('laptop');
  expect(warnings).toEqual([`${uri} answered 500. Going on with the host name laptop as container id.`]);
});

it('asks nobody outside ECS', async () => {
  const metadata = await readTaskMetadata({
    uri: undefined,
    hostname: 'laptop',
    warn: () => {},
    fetchJson: async () => Promise.reject(new Error('asked')),
  });
  expect(metadata).toEqual({ containerId: 'laptop', cpuLimit: undefined });
});
