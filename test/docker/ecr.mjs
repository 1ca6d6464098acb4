// ECR as far as a push needs it: its API, and a registry that lets nobody in without the password that the API gave.
import { randomUUID } from 'node:crypto';
import { createServer, request } from 'node:http';

/** ECR in front of a registry that asks for no password itself. */
export class Ecr {
  #password = randomUUID();
  #server = createServer((incoming, answer) => {
    if (incoming.url.startsWith('/v2/')) this.#forward(incoming, answer);
    else this.#api(incoming, answer);
  });
  #registry;
  #repository;

  /** @param {string} registry `host:port` @param {string} repository its path */
  constructor(registry, repository) {
    this.#registry = registry;
    this.#repository = repository;
  }

  /** @returns {Promise<string>} where it is: `host:port` */
  async start() {
    await new Promise((resolve) => void this.#server.listen(0, '127.0.0.1', resolve));
    return this.address;
  }

  get address() {
    return `127.0.0.1:${this.#server.address().port}`;
  }

  end() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #forward(incoming, answer) {
    const { method, url, headers } = incoming;
    if (headers.authorization !== `Basic ${Buffer.from(`AWS:${this.#password}`).toString('base64')}`) {
      answer.writeHead(401, { 'www-authenticate': 'Basic realm="ecr"' }).end();
      return;
    }
    // With the host as it was asked for, the registry names itself so in what it answers.
    const onward = request(`http://${this.#registry}${url}`, { method, headers }, (response) => {
      answer.writeHead(response.statusCode, response.headers);
      response.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  }

  #api(incoming, answer) {
    incoming.resume();
    const repositoryUri = `${this.address}/${this.#repository}`;
    const authorizationToken = Buffer.from(`AWS:${this.#password}`).toString('base64');
    const answers = {
      DescribeRepositories: { repositories: [{ repositoryName: 'primes-api', repositoryUri }] },
      BatchGetImage: { images: [], failures: [] },
      GetAuthorizationToken: { authorizationData: [{ authorizationToken }] },
    };
    const known = answers[incoming.headers['x-amz-target']?.split('.')[1]];
    answer.writeHead(known ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
    answer.end(JSON.stringify(known ?? { __type: 'UnknownOperationException' }));
  }
}
